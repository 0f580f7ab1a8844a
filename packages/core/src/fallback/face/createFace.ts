import type { Reading } from '../../adapter.js'
import type { FetchRow } from '../../journal/rows.js'
import {
  BackgroundFetchRegistration,
  dropRecords,
  updateRegistration,
  type Snapshot,
} from './BackgroundFetchRegistration.js'
import { endJob } from './endJob.js'
import type { Face, FaceInit } from './face.js'
import { CONSTRUCT } from './idl.js'
import { fromJobId } from './jobId.js'
import { isActive, toOutcome } from './outcome.js'
import { findRecords } from './findRecords.js'
import { createResponses } from './responses.js'
import { EDIT_LOCK, isOf, startJob } from './startJob.js'

/** An app draws at most so often; endings are told at once. Chromium waits half a second. */
const PROGRESS_EVERY_MS = 100

export function createFace(init: FaceInit): Face {
  const { adapter, announcements, clock, journal, locks, onError, realm, store, now } = init
  const instances = new Map<string, BackgroundFetchRegistration>()
  const heard = new Map<string, Reading>()
  const dirty = new Set<string>()
  const responses = createResponses(init)
  let cancelFlush: (() => void) | undefined

  const snapshotOf = (row: FetchRow): Snapshot => {
    const reading = heard.get(row.id)
    const outcome = toOutcome(row)
    const downloaded = row.storedBytes || (reading?.downloaded ?? 0)
    return { ...outcome, downloaded, uploaded: Math.max(row.uploaded, reading?.uploaded ?? 0) }
  }

  /** Reads what the journal says now. */
  const reread = async (jobId: string) => {
    const row = await journal.get(jobId)
    responses.wake(jobId)
    const instance = instances.get(jobId)
    if (!row) {
      if (instance) dropRecords(instance)
      instances.delete(jobId)
      heard.delete(jobId)
      return false
    }
    if (isActive(row)) return false
    if (instance) updateRegistration(instance, snapshotOf(row))
    return true
  }

  const refresh = async (jobId: string) => {
    if (await reread(jobId)) await realm.tellWorker(fromJobId(jobId)!.scope)
  }

  const end = (jobId: string, ending: Parameters<typeof endJob>[1]) =>
    locks.hold(EDIT_LOCK, async () => {
      const row = await journal.get(jobId)
      if (!row || !isActive(row) || !(await endJob(jobId, ending, init))) return false
      announcements.announce({ type: 'changed', id: jobId })
      await refresh(jobId)
      return true
    })

  /** Section 5.2 "Complete a record": more bytes than promised end it. */
  const exceed = (jobId: string) => {
    const failure = { reason: 'download-total-exceeded', httpStatus: null, url: null } as const
    return end(jobId, { type: 'failed', failure, isFinal: true })
  }

  const flush = () => {
    cancelFlush = undefined
    for (const jobId of dirty) {
      const instance = instances.get(jobId)
      const reading = heard.get(jobId)
      if (!instance || !reading || instance.result !== '') continue
      const { downloaded, uploaded } = reading
      updateRegistration(instance, { downloaded, uploaded, result: '', failureReason: '' })
      if (instance.downloadTotal > 0 && downloaded > instance.downloadTotal) void exceed(jobId).catch(onError)
    }
    dirty.clear()
  }

  const hear = (reading: Reading) => {
    heard.set(reading.id, reading)
    if (reading.state.status === 'settled') return void refresh(reading.id).catch(onError)
    dirty.add(reading.id)
    cancelFlush ??= clock.timeout(flush, PROGRESS_EVERY_MS)
  }

  const registrationOf = async (row: FetchRow) => {
    const job = instances.has(row.id) ? undefined : await journal.job(row.id)
    const known = instances.get(row.id)
    if (known) return known
    const uploadTotal = job?.requests.reduce((sum, { body }) => sum + (body?.size ?? 0), 0) ?? 0
    const made = new BackgroundFetchRegistration(CONSTRUCT, {
      id: fromJobId(row.id)!.id,
      uploadTotal,
      downloadTotal: row.downloadTotalHint ?? 0,
      snapshot: snapshotOf(row),
      abort: () => end(row.id, { type: 'aborted' }),
      matchAll: (query, options) => findRecords(row.id, query, options, { journal, responses }),
    })
    instances.set(row.id, made)
    // What has changed since the row was read was not heard.
    void reread(row.id).catch(onError)
    return made
  }

  const activeOf = async (scope: string) => {
    const rows = await journal.live()
    return rows
      .filter((row) => isActive(row) && fromJobId(row.id)?.scope === scope)
      .toSorted((a, b) => a.createdAt - b.createdAt)
  }

  const disposals = [
    adapter.subscribe(hear),
    announcements.subscribe(({ id }) => void refresh(id).catch(onError)),
    () => cancelFlush?.(),
    () => responses.dispose(),
    () => announcements.close(),
    () => adapter.dispose(),
  ]

  return {
    async start(registration, id, requests, options) {
      const row = await startJob({ registration, id, requests, options }, init)
      return registrationOf(row)
    },
    async find(scope, id) {
      const row = (await activeOf(scope)).find((row) => isOf(row, scope, id))
      if (!row) return undefined
      if (!heard.has(row.id)) for (const reading of await adapter.list()) heard.set(reading.id, reading)
      return registrationOf(row)
    },
    async ids(scope) {
      return (await activeOf(scope)).map((row) => fromJobId(row.id)!.id)
    },
    registrationOf,
    async forget(jobId) {
      const row = await journal.get(jobId)
      const keys = await journal.remove(jobId, now())
      if (row) await adapter.abort(jobId, row.attempt)
      await store.delete(keys ?? [])
      announcements.announce({ type: 'removed', id: jobId })
      await reread(jobId)
    },
    dispose() {
      for (const dispose of disposals) dispose()
    },
  }
}
