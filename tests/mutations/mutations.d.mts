// What TypeScript may know of the list of mutations: their names.
export const mutations: readonly { readonly name: string; readonly file: string; readonly find: string }[]
