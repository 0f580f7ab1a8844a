import type { Query, QueryCache } from '@tanstack/react-query'

/**
 * Makes an object URL that lives as long as the query it is data of: it is revoked when the query has newer data, or
 * when the cache removes it. Tied to the cache and not to a component, so that the next one that mounts finds the same
 * blob with a live URL, and the last one is revoked even after the Provider is gone.
 */
export function createObjectUrl(blob: Blob, query: Query, cache: QueryCache): string {
  const url = URL.createObjectURL(blob)
  const stop = cache.subscribe((event) => {
    if (event.query !== query) return
    const isReplaced = event.type === 'updated' && event.action.type === 'success' && !holds(query, url)
    if (event.type !== 'removed' && !isReplaced) return
    URL.revokeObjectURL(url)
    stop()
  })
  return url
}

function holds(query: Query, objectUrl: string): boolean {
  const data = query.state.data as { objectUrl?: string } | null | undefined
  return data?.objectUrl === objectUrl
}
