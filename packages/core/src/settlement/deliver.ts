import { toRecord } from '../journal/toRecord.js'
import type { Journal } from '../journal/journal.js'
import type { Locks } from '../channel/locks.js'
import { handOut } from '../store/handOut.js'
import type { ResponseStore } from '../store/store.js'
import type { BackgroundFetchRecord } from '../types.js'

/** The app's own handler of endings in its worker. Called at least once per ending; `record.attempt` tells repeats. */
export type OnSettled = (
  record: BackgroundFetchRecord,
  responses: readonly Response[],
) => void | Promise<void>

/**
 * Tells the app's worker of every ending that it has not been told of. A row leaves the outbox only after the handler
 * has settled, so a worker that was killed in the middle is told again.
 *
 * @throws what the handler threw, after the others were told; its row stays for the next time
 */
export function deliverOutbox(
  { journal, store, locks }: { journal: Journal; store: ResponseStore; locks: Locks },
  onSettled: OnSettled | undefined,
): Promise<void> {
  return locks.hold('outbox', async () => {
    const thrown: unknown[] = []
    for (const { id, attempt, ended } of await journal.outbox()) {
      try {
        const row = ended ?? (await journal.get(id))
        if (row?.attempt === attempt && onSettled) {
          const stored = await journal.stored(id)
          const responses = await Promise.all(stored.map((response) => handOut(store, response)))
          await onSettled(
            toRecord(row),
            responses.filter((response) => response !== undefined),
          )
        }
        await journal.delivered(id, attempt)
      } catch (error) {
        thrown.push(error)
      }
    }
    if (thrown.length > 0) throw thrown[0]
  })
}
