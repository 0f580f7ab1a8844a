import type { StoredRequest } from '../../adapter.js'
import type { FetchRow } from '../../journal/rows.js'
import { insist } from '../../store/insist.js'
import type { RetryPolicy } from '../../records/decide.js'
import { notAllowed, quotaExceeded } from './exceptions.js'
import type { FaceInit, WorkerRegistration } from './face.js'
import { fromJobId, toJobId } from './jobId.js'
import { isActive } from './outcome.js'
import type { FetchOptions } from './toOptions.js'
import { toStoredRequest } from './toRequests.js'

/** The engine has retried each file already, and the specification knows no further attempt: what fails has failed. */
const NO_RETRY: RetryPolicy = {
  maxFruitlessAttempts: 0,
  firstDelayMs: 0,
  longestDelayMs: 0,
  failsWhenFull: true,
}

/** The queue of section 4.1, over all tabs. */
export const EDIT_LOCK = 'edit'

export interface JobInit {
  readonly registration: WorkerRegistration
  readonly id: string
  readonly requests: readonly Request[]
  readonly options: FetchOptions
}

/** Section 7.3.1 "fetch()", step 8: what can refuse it, in order, then its bodies, and then it is on the disk. */
export async function startJob(job: JobInit, init: FaceInit): Promise<FetchRow> {
  const { registration, id, requests, options } = job
  const { locks, realm } = init
  if (!realm.canStart) throw notAllowed('A background fetch can’t be started in a service worker.')
  await locks.hold(EDIT_LOCK, () => checkStart(job, init))
  // Out of the queue, so that a body that comes slowly holds nobody up.
  const stored = await Promise.all(requests.map(toStoredRequest))
  await checkRoom(options.downloadTotal, realm)
  return locks.hold(EDIT_LOCK, async () => {
    await checkFree(registration.scope, id, init)
    return create(job, stored, init)
  })
}

async function checkStart({ registration, id }: JobInit, init: FaceInit): Promise<void> {
  if ((await init.realm.permission()) === 'denied')
    throw notAllowed('Background fetches are not permitted on this origin.')
  if (registration.active == null)
    throw new TypeError('The service worker registration has no active worker.')
  await checkFree(registration.scope, id, init)
}

async function checkFree(scope: string, id: string, { journal }: FaceInit): Promise<void> {
  const isTaken = (await journal.live()).some((row) => isActive(row) && isOf(row, scope, id))
  if (isTaken) throw new TypeError(`There is a background fetch “${id}” already.`)
}

export function isOf(row: FetchRow, scope: string, id: string): boolean {
  const found = fromJobId(row.id)
  return found?.scope === scope && found.id === id
}

/** More than fits could only fail later. */
async function checkRoom(downloadTotal: number, realm: FaceInit['realm']): Promise<void> {
  if (downloadTotal === 0) return
  const room = await realm.room()
  if (room !== null && downloadTotal > room)
    throw quotaExceeded('There is no room for so many bytes.', { requested: downloadTotal })
}

async function create(
  { registration, id, options }: JobInit,
  requests: readonly StoredRequest[],
  init: FaceInit,
): Promise<FetchRow> {
  const { journal, adapter, clock, now, onError } = init
  const { title = '', icons = [], downloadTotal } = options
  const jobId = toJobId(registration.scope, id, crypto.randomUUID())
  const fetch = {
    id: jobId,
    engine: adapter.engine,
    requests,
    title,
    icons,
    downloadTotalHint: downloadTotal || null,
    retry: NO_RETRY,
    now: now(),
  }
  try {
    // Nobody else has that id: what is there was kept by a try that was said to have failed.
    const keep = async () => (await journal.create(fetch)) ?? (await journal.get(jobId))
    const row = (await insist(clock, keep).catch(throwNoRoom))!
    await begin(row, requests, init)
    // It is under way, whether that can be noted or not.
    await journal.markStarted(jobId, row.attempt, now()).catch(onError)
    return row
  } catch (error) {
    // What is left would run, and keep its id from whoever tries again.
    await insist(clock, () => journal.remove(jobId, now())).catch(onError)
    throw error
  }
}

/** What databases say of a full disk is not always QuotaExceededError (measured). */
function throwNoRoom(error: unknown): never {
  throw error instanceof DOMException ? quotaExceeded('There is no room for the requests.') : error
}

async function begin(
  { id, attempt, title, icons }: FetchRow,
  requests: readonly StoredRequest[],
  { adapter, clock }: FaceInit,
): Promise<void> {
  const files = requests.map((request, file) => ({ file, request }))
  const start = () => adapter.start({ id, attempt, title, icons, requests: files })
  const answer = await insist(clock, start).catch(throwNoRoom)
  if (answer.started) return
  if (answer.refusal === 'permission')
    throw notAllowed('Background fetches are not permitted on this origin.')
  if (answer.refusal === 'storage') throw quotaExceeded('There is no room.')
  throw new TypeError(`The engine refused to start: ${answer.refusal}.`)
}
