// Words that begin a sentence.

/** With a capital first letter. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
