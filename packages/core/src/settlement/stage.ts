import type { Job } from '../journal/journal.js'
import type { ResponseRow } from '../journal/rows.js'
import type { Journal } from '../journal/journal.js'
import type { PlatformRecord } from '../platform/types.js'
import { isOk } from '../store/verify.js'
import { fileKey, type ResponseStore } from '../store/store.js'
import type { BackgroundFetchFailure } from '../types.js'

/** Cache writes at once. The disk is the limit; a few in flight hide its latency for many small files. */
const PARALLEL_WRITES = 6

/** A response put into the store, and where it came from. */
export type StagedResponse = Omit<ResponseRow, 'id' | 'attempt' | 'file' | 'url' | 'method'>

export interface Staging {
  /** What went wrong, file by file, in the order of the files. Verification may find more. */
  readonly failures: readonly BackgroundFetchFailure[]
  /** `false`: aborted, removed or replaced meanwhile; nobody wants the rest. */
  readonly wanted: boolean
}

/**
 * Moves what the browser fetched into the store and notes each file in the journal before the next one. Whoever is
 * killed in between leaves staged files that `finishAttempt` can still verify.
 */
export async function stageRecords(
  records: readonly PlatformRecord[],
  job: Job,
  { journal, store }: { journal: Pick<Journal, 'stage' | 'ownsKey'>; store: ResponseStore },
): Promise<Staging> {
  const { id, attempt, files } = job.attempt
  const failures = new Map<number, BackgroundFetchFailure>()
  let wanted = true
  const pairs = pairByUrl(
    files.map((file) => ({ file, url: job.requests[file]!.url, method: job.requests[file]!.method })),
    records,
  )
  await inParallel(pairs, PARALLEL_WRITES, async ({ wish: { file, url, method }, record }) => {
    if (!wanted || !record) return
    const staged = await putResponse(record, fileKey(id, attempt, file), store)
    if ('reason' in staged) {
      failures.set(file, { ...staged, url })
      return
    }
    const kept = await journal.stage([{ ...staged, id, attempt, file, url, method }])
    if (kept) return
    wanted = false
    // Whoever was faster may have committed the very same file.
    if (!(await journal.ownsKey(staged.key))) await store.delete([staged.key])
  })
  return {
    wanted,
    failures: [...failures.keys()].toSorted((a, b) => a - b).map((file) => failures.get(file)!),
  }
}

/** Puts one platform record's response into the store, unread; or says why there is nothing to put. */
export async function putResponse(
  record: PlatformRecord,
  key: string,
  store: ResponseStore,
): Promise<StagedResponse | BackgroundFetchFailure> {
  let response: Response
  try {
    response = await record.responseReady
  } catch {
    return { reason: 'fetch-error', httpStatus: null, url: record.request.url }
  }
  if (!isOk(response.status))
    return { reason: 'bad-status', httpStatus: response.status, url: record.request.url }
  const { status, statusText, url: responseUrl } = response
  const headers = [...response.headers]
  try {
    await store.put(key, response)
  } catch (error) {
    await store.delete([key]).catch(() => undefined)
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError'
    return { reason: isFull ? 'quota-exceeded' : 'fetch-error', httpStatus: status, url: record.request.url }
  }
  return { key, status, statusText, responseUrl, headers, size: null, verifiedAt: null }
}

/** Records come in any order: by URL and method, and one after the other where a URL was asked for twice. */
export function pairByUrl<
  Wish extends { readonly url: string; readonly method: string },
  Found extends { readonly request: { readonly url: string; readonly method: string } },
>(
  wishes: readonly Wish[],
  found: readonly Found[],
): readonly { readonly wish: Wish; readonly record: Found | undefined }[] {
  const queues = new Map<string, Found[]>()
  for (const record of found) {
    const key = `${record.request.method} ${withoutHash(record.request.url)}`
    const queue = queues.get(key)
    if (queue) queue.push(record)
    else queues.set(key, [record])
  }
  return wishes.map((wish) => ({ wish, record: queues.get(`${wish.method} ${wish.url}`)?.shift() }))
}

function withoutHash(url: string): string {
  const at = url.indexOf('#')
  return at < 0 ? url : url.slice(0, at)
}

/** At most `limit` at once. The first throw ends it, after those under way. */
async function inParallel<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items.values()
  const lanes = Array.from({ length: Math.min(limit, items.length) }, async () => {
    for (const item of queue) await work(item)
  })
  await Promise.all(lanes)
}
