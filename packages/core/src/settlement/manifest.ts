import type { Job, Journal } from '../journal/journal.js'
import type { FetchRow } from '../journal/rows.js'
import type { PlatformRecord } from '../platform/types.js'
import { manifestKey, parseKey, type ResponseStore } from '../store/store.js'
import type { BackgroundFetchFailure } from '../types.js'
import { finishAttempt, type Outcome, type Settler } from './finish.js'
import { pairByUrl, putResponse, type StagedResponse } from './stage.js'
import { fileKey } from '../store/store.js'

/** What a worker leaves beside the bytes where it can't open the journal. */
interface Manifest {
  readonly outcome: Omit<Outcome, 'failures'>
  readonly failures: readonly BackgroundFetchFailure[]
  readonly files: readonly {
    readonly request: { readonly url: string; readonly method: string }
    readonly response: StagedResponse
  }[]
}

/** Keeps the bytes of an attempt without a journal, for `importManifests` at the next start. */
export async function leaveManifest(
  { id, attempt }: { id: string; attempt: number },
  records: readonly PlatformRecord[],
  outcome: Omit<Outcome, 'failures'>,
  store: ResponseStore,
): Promise<void> {
  const files: Manifest['files'][number][] = []
  const failures: BackgroundFetchFailure[] = []
  for (const [at, record] of records.entries()) {
    const response = await putResponse(record, fileKey(id, attempt, at), store)
    if ('reason' in response) failures.push(response)
    else files.push({ request: { url: record.request.url, method: record.request.method }, response })
  }
  const manifest: Manifest = { outcome, failures, files }
  await store.put(manifestKey(id, attempt), new Response(JSON.stringify(manifest)))
}

/** Brings what workers left without a journal into it, verifies it and ends the attempts. */
export async function importManifests(settler: Settler): Promise<readonly FetchRow[]> {
  const { store, journal } = settler
  const ended: FetchRow[] = []
  for (const key of await store.keys()) {
    const parsed = parseKey(key)
    if (parsed?.kind !== 'manifests') continue
    const job = await journal.job(parsed.id)
    const manifest = await readManifest(store, key)
    if (manifest && job && job.fetch.attempt === parsed.attempt && job.attempt.ending === null) {
      await stageManifest(manifest, job, journal)
      const row = await finishAttempt(job, { ...manifest.outcome, failures: manifest.failures }, settler)
      if (row) ended.push(row)
    }
    await store.delete([key])
  }
  return ended
}

async function readManifest(store: ResponseStore, key: string): Promise<Manifest | null> {
  try {
    const text = await (await store.read(key))!.text()
    return JSON.parse(text) as Manifest
  } catch {
    // Half a manifest says nothing; its bytes are orphans, and the attempt is lost like any other.
    return null
  }
}

async function stageManifest(manifest: Manifest, job: Job, journal: Pick<Journal, 'stage'>): Promise<void> {
  const { id, attempt, files } = job.attempt
  const wishes = files.map((file) => ({
    file,
    url: job.requests[file]!.url,
    method: job.requests[file]!.method,
  }))
  const rows = pairByUrl(wishes, manifest.files).flatMap(({ wish, record }) =>
    record ? [{ ...record.response, ...wish, id, attempt }] : [],
  )
  await journal.stage(rows)
}
