import type { Reading, ReadingState } from '../adapter.js'
import type { Job } from '../journal/journal.js'
import type { ResponseRow } from '../journal/rows.js'
import { NO_ROOM } from './room.js'
import type { TransferProgress, Waiting } from './transfer/types.js'

/** How the files of one run stand. */
export interface Tally {
  /** One of them waits for room on the disk: while it does no other is begun. */
  readonly isFull: boolean
  /** Bytes sent, of all of them. */
  readonly uploaded: number
  /** @returns bytes that came in this run, of all of them */
  moved(file: number, next: TransferProgress): number
  waits(file: number, waiting: Waiting | null): void
  completed(): void
  /** Every file has come. */
  verifies(): void
  /** @param active files on their way */
  reading(active: number): Reading
}

const NOTHING: TransferProgress = { downloaded: 0, uploaded: 0, total: null, isRestarted: false }

/**
 * Counts for one run.
 *
 * @param staged files that are whole already, so that the bar begins where it was
 */
export function createTally(job: Job, staged: readonly ResponseRow[]): Tally {
  /** Files that nobody has begun have none. */
  const progress = new Map<number, TransferProgress>(
    staged.map(({ file, size, isRestarted = false }) => [
      file,
      { downloaded: size ?? 0, uploaded: job.requests[file]!.body?.size ?? 0, total: size, isRestarted },
    ]),
  )
  const waiting = new Map<number, Waiting>()
  let come = 0
  let filesCompleted = staged.length
  let phase: 'transferring' | 'verifying' = 'transferring'

  const stateOf = (active: number): ReadingState => {
    const [first] = waiting.values()
    if (phase === 'verifying')
      return first ? { status: 'interrupted', ...first } : { status: 'pending', phase }
    if (active === 0) return { status: 'pending', phase: 'queued' }
    // As long as one of its files moves, the fetch does.
    if (first && waiting.size === active) return { status: 'interrupted', ...first }
    return { status: 'pending', phase }
  }
  return {
    get isFull() {
      return [...waiting.values()].includes(NO_ROOM)
    },
    get uploaded() {
      return [...progress.values()].reduce((sum, { uploaded }) => sum + uploaded, 0)
    },
    moved(file, next) {
      come += next.downloaded - (progress.get(file)?.downloaded ?? 0)
      progress.set(file, next)
      return come
    },
    waits(file, next) {
      if (next) waiting.set(file, next)
      else waiting.delete(file)
    },
    completed() {
      filesCompleted++
    },
    verifies() {
      phase = 'verifying'
    },
    reading(active) {
      const { id, attempt } = job.attempt
      return { id, attempt, state: stateOf(active), ...sums(job, progress), filesCompleted }
    },
  }
}

function sums({ attempt, requests }: Job, progress: ReadonlyMap<number, TransferProgress>) {
  const sum = { downloaded: 0, uploaded: 0, filesRestarted: 0 }
  let downloadTotal: number | null = 0
  let uploadTotal = 0
  // Ten times a second, over ten thousand files: nothing is made anew for each.
  for (const file of attempt.files) {
    const { downloaded, uploaded, total, isRestarted } = progress.get(file) ?? NOTHING
    const { size, body } = requests[file]!
    const expected = size ?? total
    sum.downloaded += downloaded
    sum.uploaded += uploaded
    if (isRestarted) sum.filesRestarted++
    uploadTotal += body?.size ?? 0
    downloadTotal = downloadTotal === null || expected === null ? null : downloadTotal + expected
  }
  return { ...sum, downloadTotal, uploadTotal: uploadTotal || null }
}
