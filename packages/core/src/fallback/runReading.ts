import type { Reading, ReadingState } from '../adapter.js'
import type { Job } from '../journal/journal.js'
import type { TransferProgress, Waiting } from './transfer/types.js'

/** How a run stands: files that nobody has begun have no progress yet. */
interface RunFacts {
  readonly phase: 'transferring' | 'verifying'
  readonly progress: ReadonlyMap<number, TransferProgress>
  readonly waiting: ReadonlyMap<number, Waiting>
  /** Files on their way. */
  readonly active: number
  readonly filesCompleted: number
}

const NOTHING: TransferProgress = { downloaded: 0, uploaded: 0, total: null, isRestarted: false }

/** What is reported of one run: sums over its files. */
export function runReading(job: Job, facts: RunFacts): Reading {
  const { progress, filesCompleted } = facts
  const { id } = job.fetch
  const { attempt, files } = job.attempt
  const sum = { downloaded: 0, uploaded: 0, uploadTotal: 0, filesRestarted: 0 }
  let downloadTotal: number | null = 0
  // Ten times a second, over ten thousand files: nothing is made anew for each.
  for (const file of files) {
    const { downloaded, uploaded, total, isRestarted } = progress.get(file) ?? NOTHING
    const { size, body } = job.requests[file]!
    const expected = size ?? total
    sum.downloaded += downloaded
    sum.uploaded += uploaded
    if (isRestarted) sum.filesRestarted++
    sum.uploadTotal += body?.size ?? 0
    downloadTotal = downloadTotal === null || expected === null ? null : downloadTotal + expected
  }
  return {
    id,
    attempt,
    state: stateOf(facts),
    ...sum,
    downloadTotal,
    uploadTotal: sum.uploadTotal || null,
    filesCompleted,
  }
}

function stateOf({ phase, waiting, active }: RunFacts): ReadingState {
  const [first] = waiting.values()
  if (phase === 'verifying') return first ? { status: 'interrupted', ...first } : { status: 'pending', phase }
  if (active === 0) return { status: 'pending', phase: 'queued' }
  // As long as one of its files moves, the fetch does.
  if (first && waiting.size === active) return { status: 'interrupted', ...first }
  return { status: 'pending', phase }
}
