import type { ResponseStore } from './store.js'

/** Under this path of the origin the cache files its entries. Nothing is ever asked of a server there. */
const ROOT = '/.longhaul/'

/**
 * Finished bytes in Cache Storage. A response goes in untouched: one whose body script has seen costs ten times the
 * CPU and half the speed (measured, docs/architecture.md).
 */
export function createCacheStore(
  namespace: string,
  scope: { caches: CacheStorage; origin: string } = globalThis,
): ResponseStore {
  const name = `longhaul:${namespace}`
  const root = `${scope.origin}${ROOT}${encodeURIComponent(namespace)}/`
  const toUrl = (key: string) => root + key
  const open = () => scope.caches.open(name)
  return {
    kind: 'cache',
    async put(key, response) {
      const cache = await open()
      await cache.put(toUrl(key), toCacheable(response))
    },
    async read(key) {
      const cache = await open()
      const response = await cache.match(toUrl(key), { ignoreVary: true })
      return response ? response.blob() : null
    },
    async delete(keys) {
      const cache = await open()
      for (const key of keys) await cache.delete(toUrl(key), { ignoreVary: true })
    },
    async keys() {
      const cache = await open()
      const requests = await cache.keys()
      return requests
        .map(({ url }) => url)
        .filter((url) => url.startsWith(root))
        .map((url) => url.slice(root.length))
    },
  }
}

/**
 * The Cache refuses 206 and `Vary: *` (Service Workers, section 5.4.5): those two must be wrapped, at the price above.
 * The journal keeps what they really were.
 */
function toCacheable(response: Response): Response {
  const varies =
    response.headers
      .get('vary')
      ?.split(',')
      .some((field) => field.trim() === '*') ?? false
  return response.status === 206 || varies ? new Response(response.body) : response
}
