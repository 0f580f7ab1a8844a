import type { Locks } from '../../channel/locks.js'
import type { Journal } from '../../journal/journal.js'
import type { FetchRow } from '../../journal/rows.js'
import { fire, type EventInterfaces } from './events.js'
import type { Face } from './face.js'
import { fromJobId } from './jobId.js'
import { createLifetime } from './lifetime.js'
import { toOutcome } from './outcome.js'

export interface DeliverInit {
  readonly face: Face
  readonly journal: Journal
  readonly locks: Locks
  readonly target: EventTarget
  /** Of the worker's registration: others have their own. */
  readonly scope: string
  readonly interfaces: EventInterfaces
}

/**
 * Section 5.1 "Perform a background fetch", the last steps: the event of every ending that this worker has not been told
 * of, and when it is over its records go. A worker that is killed in the middle is told again.
 */
export async function deliverEvents(init: DeliverInit): Promise<void> {
  const rows = (await init.journal.outbox()).filter(({ id }) => fromJobId(id)?.scope === init.scope)
  // Side by side: a handler that takes its time holds nobody up.
  const all = await Promise.allSettled(rows.map(({ id }) => deliverOne(id, init)))
  const failed = all.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
}

async function deliverOne(
  jobId: string,
  { face, journal, locks, target, interfaces }: DeliverInit,
): Promise<void> {
  await locks.holdIfFree(`deliver:${jobId}`, async () => {
    const row = await journal.get(jobId)
    // Told by whoever held the lock before.
    if (!row) return
    await fire(target, await toEvent(row, face, interfaces), createLifetime())
    // Not noted before as told: whoever is killed in between would leave records that nobody lets go of.
    await face.forget(jobId)
  })
}

async function toEvent(row: FetchRow, face: Face, interfaces: EventInterfaces): Promise<Event> {
  const { result, failureReason } = toOutcome(row)
  const registration = await face.registrationOf(row)
  const { BackgroundFetchEvent, BackgroundFetchUpdateUIEvent } = interfaces
  if (failureReason === 'aborted') return new BackgroundFetchEvent('backgroundfetchabort', { registration })
  const type = result === 'success' ? 'backgroundfetchsuccess' : 'backgroundfetchfail'
  return new BackgroundFetchUpdateUIEvent(type, { registration })
}

/** Section 5.4 "Fire a background fetch click event": the app's own list stands for the browser's UI. */
export async function fireClick(
  jobId: string,
  { face, journal, target, interfaces }: DeliverInit,
): Promise<void> {
  const row = await journal.get(jobId)
  if (!row) return
  const registration = await face.registrationOf(row)
  const event = new interfaces.BackgroundFetchEvent('backgroundfetchclick', { registration })
  await fire(target, event, createLifetime())
}
