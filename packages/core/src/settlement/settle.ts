import { settlementLock, type Locks } from '../channel/locks.js'
import type { FetchRow } from '../journal/rows.js'
import type { PlatformRegistration } from '../platform/types.js'
import { finishAttempt, type Outcome, type Settler } from './finish.js'
import { leaveManifest } from './manifest.js'
import { stageRecords } from './stage.js'

export interface SettleInit extends Settler {
  readonly locks: Locks
  /** The journal could not be opened; the bytes are kept beside a manifest. */
  readonly onStorageError?: ((error: unknown) => void) | undefined
}

/**
 * Takes an ended registration home: stage, journal, verify from disk, commit. Called inside the worker's event, whose
 * `waitUntil` keeps the platform's records alive, and by an open page where no worker of ours will.
 *
 * @returns the row as committed, or `null` where there was nothing left to commit
 */
export function settleRegistration(
  registration: PlatformRegistration,
  { id, attempt }: { id: string; attempt: number },
  init: SettleInit,
): Promise<FetchRow | null> {
  return init.locks.hold(settlementLock(id, attempt), async () => {
    const outcome = toOutcome(registration)
    const records = registration.recordsAvailable ? await registration.matchAll() : []
    let job
    try {
      job = await init.journal.job(id)
    } catch (error) {
      init.onStorageError?.(error)
      await leaveManifest({ id, attempt }, records, outcome, init.store)
      return null
    }
    if (!job || job.fetch.attempt !== attempt || job.attempt.ending) return null
    const { failures } = await stageRecords(records, job, init)
    return finishAttempt(job, { ...outcome, failures }, init)
  })
}

function toOutcome({ result, failureReason, uploaded }: PlatformRegistration): Omit<Outcome, 'failures'> {
  if (result === 'success') return { type: 'success', uploaded }
  return failureReason === '' || failureReason === 'aborted'
    ? { type: 'fail', uploaded }
    : { type: 'fail', reason: failureReason, uploaded }
}

/** The user's cancel in the browser's own UI, and our own `abort()`, which has committed already. */
export async function settleAborted(
  { id, attempt }: { id: string; attempt: number },
  init: SettleInit,
): Promise<FetchRow | null> {
  const { row, freed } = await init.journal.commit({
    id,
    attempt,
    ending: { type: 'aborted' },
    verified: [],
    now: init.now(),
    unattended: await init.isUnattended(),
  })
  await init.store.delete(freed)
  return row
}
