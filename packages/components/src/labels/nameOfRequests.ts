import type { BackgroundFetchRequestLike } from '@longhaul/core'
import { fileNameOf } from '@longhaul/hooks'

/** What a fetch of these will be called that has no title: the last path segment of the first file's URL. */
export function nameOfRequests(
  requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[],
): string {
  const [first] = [requests].flat() as readonly BackgroundFetchRequestLike[]
  if (first === undefined) return ''
  return fileNameOf(typeof first === 'string' || first instanceof URL ? String(first) : String(first.url))
}
