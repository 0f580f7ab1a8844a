import type { Reading } from '../../adapter.js'
import type { FetchRow } from '../../journal/rows.js'
import type { AttemptEnding } from '../../records/decide.js'
import { endJob } from './endJob.js'
import type { Face, FaceInit } from './face.js'
import { findRecords } from './findRecords.js'
import { createInstances } from './instances.js'
import { fromJobId } from './jobId.js'
import { isActive } from './outcome.js'
import { createResponses } from './responses.js'
import { EDIT_LOCK, isOf, startJob } from './startJob.js'

/** Section 5.2 "Complete a record": more bytes than promised. */
const EXCEEDED: AttemptEnding = {
  type: 'failed',
  failure: { reason: 'download-total-exceeded', httpStatus: null, url: null },
  isFinal: true,
}

/** The jobs of a realm over an engine, as the specification's algorithms see them. */
export function createFace(init: FaceInit): Face {
  const { adapter, announcements, channel, journal, locks, now, onError, realm, store } = init
  const instances = createInstances(init, (jobId) => void end(jobId, EXCEEDED).catch(onError))
  const responses = createResponses(init)

  const refresh = async (jobId: string, ended?: FetchRow) => {
    responses.wake(jobId)
    // A worker that can't be told now is told by the next page; its fetch has ended all the same.
    if (await instances.reread(jobId, ended)) await realm.tellWorker(fromJobId(jobId)!.scope).catch(onError)
  }

  /** After everybody was told: what can't be freed now is swept at the next start. */
  const free = async ({ id, attempt }: FetchRow, keys: readonly string[]) => {
    await adapter.abort(id, attempt)
    await store.delete(keys).catch(onError)
  }

  const end = (jobId: string, ending: AttemptEnding) =>
    locks.hold(EDIT_LOCK, async () => {
      const row = await journal.get(jobId)
      const commit = row && isActive(row) ? await endJob(jobId, ending, init) : null
      if (!commit) return false
      if (commit.row) {
        announcements.announce({ type: 'changed', id: jobId })
        await refresh(jobId)
      }
      await free(row!, commit.freed)
      return commit.row !== null
    })

  const registrationOf = (row: FetchRow) =>
    instances.of(row, {
      abort: () => end(row.id, { type: 'aborted' }),
      click: () => realm.tellWorker(fromJobId(row.id)!.scope, row.id),
      matchAll: (query, options) => findRecords(row.id, query, options, { journal, responses }),
    })

  const hear = (reading: Reading) => {
    if (reading.state.status === 'settled') void refresh(reading.id).catch(onError)
    else instances.hear(reading)
  }

  const disposals = [
    adapter.subscribe(hear),
    announcements.subscribe((heard) => {
      void refresh(heard.id, heard.type === 'removed' ? heard.ended : undefined).catch(onError)
    }),
    () => instances.dispose(),
    () => responses.dispose(),
    () => announcements.close(),
    () => channel.close(),
    () => adapter.dispose(),
  ]

  return {
    registrationOf,
    async start(registration, id, requests, options) {
      return registrationOf(await startJob({ registration, id, requests, options }, init))
    },
    async find(scope, id) {
      const row = (await findActive(scope, init)).find((row) => isOf(row, scope, id))
      if (!row) return undefined
      if (!instances.hasHeard(row.id)) (await adapter.list()).forEach(hear)
      return registrationOf(row)
    },
    async ids(scope) {
      return (await findActive(scope, init)).map((row) => fromJobId(row.id)!.id)
    },
    async forget(jobId) {
      const row = await journal.get(jobId)
      const keys = await journal.remove(jobId, now())
      announcements.announce({ type: 'removed', id: jobId, ended: row })
      await refresh(jobId, row)
      if (row) await free(row, keys ?? [])
    },
    dispose() {
      for (const dispose of disposals) dispose()
    },
  }
}

/** Section 4.1 "active background fetches", in the order in which they were started. */
async function findActive(scope: string, { journal }: FaceInit): Promise<readonly FetchRow[]> {
  const rows = await journal.live()
  return rows
    .filter((row) => isActive(row) && fromJobId(row.id)?.scope === scope)
    .toSorted((a, b) => a.createdAt - b.createdAt)
}
