import type { Reading } from '../../adapter.js'
import type { FetchRow } from '../../journal/rows.js'
import {
  BackgroundFetchRegistration,
  dropRecords,
  updateRegistration,
  type RegistrationInit,
  type Snapshot,
} from './BackgroundFetchRegistration.js'
import type { FaceInit } from './face.js'
import { CONSTRUCT } from './idl.js'
import { fromJobId } from './jobId.js'
import { isActive, toOutcome } from './outcome.js'

/** An app draws at most so often; endings are told at once. Chromium waits half a second. */
const PROGRESS_EVERY_MS = 100

type Actions = Pick<RegistrationInit, 'abort' | 'click' | 'matchAll'>

/** The registration objects of a realm: one for each background fetch, and what the engine says of it. */
export interface Instances {
  /** Section 5.5 "Get a BackgroundFetchRegistration instance". */
  of(row: FetchRow, actions: Actions): Promise<BackgroundFetchRegistration>
  hear(reading: Reading): void
  hasHeard(jobId: string): boolean
  /**
   * Reads what the journal says now. `true`: it has ended, and its records are there.
   *
   * @param ended its last row, where the journal has none any more
   */
  reread(jobId: string, ended?: FetchRow): Promise<boolean>
  dispose(): void
}

/** @param exceed called where more bytes have come than `downloadTotal` says */
export function createInstances(init: FaceInit, exceed: (jobId: string) => void): Instances {
  const { journal, clock, onError } = init
  const instances = new Map<string, BackgroundFetchRegistration>()
  const heard = new Map<string, Reading>()
  const flusher = createFlusher(clock, (jobId) => {
    const instance = instances.get(jobId)
    const reading = heard.get(jobId)
    if (!instance || !reading || instance.result !== '') return
    const { downloaded, uploaded } = reading
    updateRegistration(instance, { downloaded, uploaded, result: '', failureReason: '' })
    if (instance.downloadTotal > 0 && downloaded > instance.downloadTotal) exceed(jobId)
  })

  const reread = async (jobId: string, ended?: FetchRow) => {
    const row = await journal.get(jobId)
    const instance = instances.get(jobId)
    const last = row ?? ended
    if (instance && !row) dropRecords(instance)
    if (instance && last && !isActive(last)) updateRegistration(instance, toSnapshot(last, heard.get(jobId)))
    if (row) return !isActive(row)
    // Not before it was told how it ended, which may be a moment later.
    if (last) {
      instances.delete(jobId)
      heard.delete(jobId)
    }
    return false
  }

  return {
    reread,
    hasHeard: (jobId) => heard.has(jobId),
    async of(row, actions) {
      const uploadTotal = instances.has(row.id) ? 0 : await readUploadTotal(row.id, init)
      const known = instances.get(row.id)
      if (known) return known
      const made = new BackgroundFetchRegistration(CONSTRUCT, {
        ...actions,
        id: fromJobId(row.id)!.id,
        uploadTotal,
        downloadTotal: row.downloadTotalHint ?? 0,
        snapshot: toSnapshot(row, heard.get(row.id)),
      })
      instances.set(row.id, made)
      // What has changed since the row was read was not heard.
      void reread(row.id).catch(onError)
      return made
    },
    hear(reading) {
      heard.set(reading.id, reading)
      flusher.add(reading.id)
    },
    dispose: () => flusher.dispose(),
  }
}

function toSnapshot(row: FetchRow, reading: Reading | undefined): Snapshot {
  return {
    ...toOutcome(row),
    downloaded: row.storedBytes || (reading?.downloaded ?? 0),
    uploaded: Math.max(row.uploaded, reading?.uploaded ?? 0),
  }
}

async function readUploadTotal(jobId: string, { journal }: FaceInit): Promise<number> {
  const job = await journal.job(jobId)
  return job?.requests.reduce((sum, { body }) => sum + (body?.size ?? 0), 0) ?? 0
}

/** Section 5.3 "Update background fetch instances": its issue asks for events that come no faster than they are drawn. */
function createFlusher(clock: FaceInit['clock'], flushOne: (jobId: string) => void) {
  const dirty = new Set<string>()
  let cancel: (() => void) | undefined
  const flush = () => {
    cancel = undefined
    const ids = [...dirty]
    dirty.clear()
    ids.forEach(flushOne)
  }
  return {
    add(jobId: string) {
      dirty.add(jobId)
      cancel ??= clock.timeout(flush, PROGRESS_EVERY_MS)
    },
    dispose: () => cancel?.(),
  }
}
