import type { ResponseRow } from '../../journal/rows.js'
import type { AttemptEnding } from '../../records/decide.js'
import { verifyAgain } from '../../store/verify.js'
import type { FaceInit } from './face.js'

/**
 * Ends a job from this side, with the files that are whole already: their records are still to be had in its event.
 * `false` where somebody else was faster.
 */
export async function endJob(jobId: string, ending: AttemptEnding, init: FaceInit): Promise<boolean> {
  const { journal, store, adapter, now, digest } = init
  const job = await journal.job(jobId)
  if (!job) return false
  const { attempt } = job.fetch
  const verified: ResponseRow[] = []
  for (const row of await journal.staged(jobId, attempt)) {
    const body = await store.read(row.key)
    if (!(await verifyAgain(job.requests[row.file]!, row, body, digest)))
      verified.push({ ...row, size: body!.size })
  }
  const commit = await journal.commit({ id: jobId, attempt, ending, verified, now: now(), unattended: false })
  await adapter.abort(jobId, attempt)
  await store.delete(commit.freed)
  return commit.row !== null
}
