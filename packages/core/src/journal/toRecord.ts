import type { Reading } from '../adapter.js'
import type { FetchRow } from './rows.js'
import type { BackgroundFetchRecord, BackgroundFetchState } from '../types.js'

/** What moves while an attempt is under way; the journal knows the rest. */
export interface LiveFacts {
  readonly reading: Reading
  readonly state: Exclude<Reading['state'], { status: 'settled' }>
  readonly bytesPerSecond: number | null
}

/** The one place where records are made: the journal's row, and over it what the engine says just now. */
export function toRecord(row: FetchRow, live?: LiveFacts): BackgroundFetchRecord {
  const { id, attempt, files, title, icons, engine, createdAt, updatedAt, settledAt } = row
  const state: BackgroundFetchState = live?.state ?? row.state
  return {
    ...state,
    id,
    attempt,
    files,
    filesCompleted: row.filesCompleted + (live?.reading.filesCompleted ?? 0),
    filesRestarted: (row.filesRestarted ?? 0) + (live?.reading.filesRestarted ?? 0),
    title,
    icons,
    engine,
    createdAt,
    updatedAt,
    settledAt,
    downloaded: row.storedBytes + (live?.reading.downloaded ?? 0),
    downloadTotal: totalOf(row, live),
    uploaded: Math.max(row.uploaded, live?.reading.uploaded ?? 0),
    uploadTotal: live?.reading.uploadTotal ?? sentTotal(row),
    bytesPerSecond: live?.bytesPerSecond ?? null,
  }
}

/** What a finished fetch has sent is all that there was to send. */
function sentTotal({ state, uploaded }: FetchRow): number | null {
  return state.status === 'completed' && uploaded > 0 ? uploaded : null
}

/** What is known exactly before what was hinted; all of it, also after a retry that fetches only a part. */
function totalOf(row: FetchRow, live: LiveFacts | undefined): number | null {
  const sizes = row.files.map(({ size }) => size)
  if (sizes.every((size) => size !== null)) return sizes.reduce((sum, size) => sum + size, 0)
  const told = live?.reading.downloadTotal
  if (told != null) return row.storedBytes + told
  const hint = row.downloadTotalHint
  // A hint that proved too low is no total: better an honest "unknown" than 104 %.
  return hint !== null && hint >= row.storedBytes + (live?.reading.downloaded ?? 0) ? hint : null
}
