import type { BackgroundFetchRecord, BackgroundFetchRequestLike } from '@longhaul/core'
import { fileNameOf } from './fileNameOf.js'

/** What a fetch is called: its title, else the last path segment of its first file, else its id. */
export function titleOf({ title, files, id }: BackgroundFetchRecord): string {
  if (title !== '') return title
  return fileNameOf(files[0]?.url ?? '') || id
}

/** What a fetch of these will be called that has no title: the last path segment of the first one's URL. */
export function titleOfRequests(
  requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[],
): string {
  const [first] = [requests].flat() as readonly BackgroundFetchRequestLike[]
  if (first === undefined) return ''
  return fileNameOf(typeof first === 'string' || first instanceof URL ? String(first) : String(first.url))
}
