import type { Commit } from '../../journal/endings.js'
import type { ResponseRow } from '../../journal/rows.js'
import type { AttemptEnding } from '../../records/decide.js'
import { insist } from '../../store/insist.js'
import { verifyAgain } from '../../store/verify.js'
import type { FaceInit } from './face.js'

/**
 * Ends a job from this side, with the files that are whole already: their records are still to be had in its event.
 * `null` where there is none.
 */
export async function endJob(jobId: string, ending: AttemptEnding, init: FaceInit): Promise<Commit | null> {
  const { clock, journal, store, now, digest } = init
  const job = await journal.job(jobId)
  if (!job) return null
  const { attempt } = job.fetch
  const verified: ResponseRow[] = []
  for (const row of await journal.staged(jobId, attempt)) {
    const body = await store.read(row.key)
    if (!(await verifyAgain(job.requests[row.file]!, row, body, digest)))
      verified.push({ ...row, size: body!.size })
  }
  const end = { id: jobId, attempt, ending, verified, now: now(), unattended: false }
  return insist(clock, () => journal.commit(end))
}
