import { settlementLock, type Locks } from '../channel/locks.js'
import type { Journal } from '../journal/journal.js'
import { isOldProbe } from '../store/bytes.js'
import { parseKey, type ResponseStore } from '../store/store.js'

/** Longer than any event can be late: Chromium gives a worker about five minutes. */
const TOMBSTONE_LIFE_MS = 7 * 24 * 60 * 60 * 1_000

/**
 * Frees bytes that no row of the journal refers to: left by a kill between a write and its note.
 *
 * @throws what a file throws that can't be deleted, when all others are
 */
export async function sweep(
  { journal, store, locks }: { journal: Journal; store: ResponseStore; locks: Locks },
  now: number,
): Promise<void> {
  await journal.sweepTombstones(now - TOMBSTONE_LIFE_MS)
  let error: unknown
  for (const key of await store.keys()) {
    try {
      if (isOldProbe(key, now)) await store.delete([key])
      const parsed = parseKey(key)
      if (parsed?.kind !== 'files' || (await journal.ownsKey(key))) continue
      // Whoever settles that attempt may have written it a moment ago, and note it the next.
      await locks.holdIfFree(settlementLock(parsed.id, parsed.attempt), async () => {
        const row = await journal.get(parsed.id)
        const mayBeStaging =
          row?.live === 1 && parsed.attempt === (parsed.scheme === null ? row.attempt : row.generation)
        if (!mayBeStaging && !(await journal.ownsKey(key))) await store.delete([key])
      })
    } catch (cause) {
      error = cause
    }
  }
  if (error) throw error
}
