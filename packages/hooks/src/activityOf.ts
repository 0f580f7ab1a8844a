import type { BackgroundFetchRecord } from '@longhaul/core'

/** What a fetch does, more roughly than its status says it. */
export type BackgroundFetchActivity = 'active' | 'waiting' | 'finished'

/** Whether a fetch moves, waits (for its turn, for a connection, for a person), or has ended. Made for `groupOf`. */
export function activityOf(record: BackgroundFetchRecord): BackgroundFetchActivity {
  if (record.status === 'pending') return record.phase === 'queued' ? 'waiting' : 'active'
  return record.status === 'interrupted' || record.status === 'paused' ? 'waiting' : 'finished'
}
