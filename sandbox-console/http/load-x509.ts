// Loads @peculiar/x509. Its dependency tsyringe demands the Reflect metadata functions when it is loaded; these three
// small ones are all that it calls, and spare a polyfill package. Hence a dynamic import: a static one would run first.

type Metadata = Map<unknown, unknown>

interface MetadataReflect {
  defineMetadata?: (key: unknown, value: unknown, target: object) => void
  getOwnMetadata?: (key: unknown, target: object) => unknown
  getMetadata?: (key: unknown, target: object) => unknown
}

function provideMetadata(reflect: MetadataReflect): void {
  if (reflect.getMetadata !== undefined) return
  const kept = new WeakMap<object, Metadata>()
  reflect.defineMetadata = (key, value, target) => {
    const own = kept.get(target) ?? new Map()
    kept.set(target, own.set(key, value))
  }
  reflect.getOwnMetadata = (key, target) => kept.get(target)?.get(key)
  reflect.getMetadata = (key, target) => {
    for (let place: object | null = target; place !== null; place = Object.getPrototypeOf(place)) {
      const own = kept.get(place)
      if (own?.has(key) === true) return own.get(key)
    }
    return undefined
  }
}

export async function loadX509(): Promise<typeof import('@peculiar/x509')> {
  provideMetadata(Reflect as MetadataReflect)
  return import('@peculiar/x509')
}
