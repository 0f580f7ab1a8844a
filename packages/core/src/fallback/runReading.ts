import type { Reading, ReadingState } from '../adapter.js'
import type { Job } from '../journal/journal.js'
import type { TransferProgress, Waiting } from './transfer/types.js'

/** How a run stands: files that nobody has begun have no progress yet. */
interface RunFacts {
  readonly phase: 'transferring' | 'verifying'
  readonly progress: ReadonlyMap<number, TransferProgress>
  readonly waiting: ReadonlyMap<number, Waiting>
  /** Requests under way. */
  readonly active: number
  readonly filesCompleted: number
}

const NOTHING: TransferProgress = { downloaded: 0, uploaded: 0, total: null }

/** What is reported of one run: sums over its files. */
export function runReading(job: Job, facts: RunFacts): Reading {
  const { progress, filesCompleted } = facts
  const { id } = job.fetch
  const { attempt, files } = job.attempt
  const all = files.map((file) => ({
    ...(progress.get(file) ?? NOTHING),
    size: job.requests[file]!.size,
    body: job.requests[file]!.body,
  }))
  const totals = all.map(({ total, size }) => size ?? total)
  const uploadTotal = all.reduce((sum, { body }) => sum + (body?.size ?? 0), 0)
  return {
    id,
    attempt,
    state: stateOf(facts),
    downloaded: all.reduce((sum, { downloaded }) => sum + downloaded, 0),
    downloadTotal: totals.every((total) => total !== null)
      ? totals.reduce((sum, total) => sum + total, 0)
      : null,
    uploaded: all.reduce((sum, { uploaded }) => sum + uploaded, 0),
    filesCompleted,
    uploadTotal: uploadTotal || null,
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
