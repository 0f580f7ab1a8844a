import type { Job } from '../journal/journal.js'
import type { ResponseRow } from '../journal/rows.js'
import type { Settler } from '../settlement/finish.js'
import { FencedError, type ByteStore } from '../store/bytes.js'
import type { Digest } from '../store/digest.js'
import { verifyFile } from '../store/verify.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { ResponseHead } from './transfer/types.js'

/** What may wait for the disk before no further request begins: a disk that is slower than the network sets the pace. */
const MOST_FILES = 64
const MOST_BYTES = 4 << 20

interface LandingInit extends Pick<Settler, 'journal' | 'store' | 'now'> {
  readonly bytes: ByteStore
  readonly epoch: number
}

/** A file whose last byte has come. */
export interface Arrival {
  readonly file: number
  readonly head: ResponseHead
  /** It changed on its way. */
  readonly isRestarted: boolean
  readonly key: string
  readonly size: number
  /** Of a small file, which no disk has seen yet. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
  /** The journal has a note of what was begun of it. */
  readonly isNoted: boolean
  readonly digest: Digest | undefined
}

/**
 * Keeps a file that has come, verifies it and notes it in the journal.
 *
 * @returns once the file counts as completed, or why it does not
 * @throws what the disk threw
 */
export type Land = (arrival: Arrival) => Promise<BackgroundFetchFailure | null>

/** All that lands under one leader. */
export interface Landings {
  /** Whether more may come: what has not landed yet is in memory. */
  readonly hasRoom: boolean
  /** For the files of one fetch. */
  of(job: Job): Land
}

interface Landed {
  readonly arrival: Arrival
  readonly resolve: (failure: BackgroundFetchFailure | null) => void
  readonly reject: (error: unknown) => void
}

export function createLandings(init: LandingInit): Landings {
  const landing = new Set<Arrival>()
  return {
    get hasRoom() {
      const held = [...landing].reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
      return landing.size < MOST_FILES && held < MOST_BYTES
    },
    of: (job) => createLand(job, init, landing),
  }
}

/**
 * Files that arrive while others are being committed are committed together: a durable transaction takes about as long for
 * fifty files as for one.
 */
function createLand(job: Job, init: LandingInit, landing: Set<Arrival>): Land {
  let queue: Landed[] = []
  let isBusy = false

  const settle = async (group: readonly Landed[]) => {
    let isKept = false
    try {
      const checked = await keep(job, group, init)
      isKept = true
      const failures = await note(job, checked, init)
      leave(group).forEach(({ resolve }, at) => resolve(failures[at]!))
    } catch (error) {
      // One alone may be what is wrong. Not on a full disk, or with the journal: the last of the room is the journal's.
      if (group.length > 1 && !isKept && !isForAll(error)) for (const one of group) await settle([one])
      else leave(group).forEach(({ reject }) => reject(error))
    }
  }
  /** Before anybody is told: who hears it asks at once whether there is room. */
  const leave = (group: readonly Landed[]) => {
    for (const { arrival } of group) landing.delete(arrival)
    return group
  }
  const work = async () => {
    if (isBusy) return
    isBusy = true
    while (queue.length > 0) {
      const group = queue
      queue = []
      await settle(group)
    }
    isBusy = false
  }
  return (arrival) => {
    landing.add(arrival)
    return new Promise((resolve, reject) => {
      queue.push({ arrival, resolve, reject })
      void work()
    })
  }
}

function isForAll(error: unknown): boolean {
  return (
    error instanceof FencedError || (error instanceof DOMException && error.name === 'QuotaExceededError')
  )
}

interface Checked {
  readonly arrival: Arrival
  readonly row: ResponseRow
  readonly failure: BackgroundFetchFailure | null
}

async function keep(job: Job, group: readonly Landed[], init: LandingInit): Promise<readonly Checked[]> {
  const bodies = group.flatMap(({ arrival: { key, bytes } }) => (bytes ? [{ key, bytes }] : []))
  if (bodies.length > 0) await init.bytes.putWhole(bodies, init.epoch)
  return Promise.all(group.map(({ arrival }) => check(job, arrival, init)))
}

/** Read back from where it is kept: nobody's word is taken but the disk's. */
async function check(job: Job, arrival: Arrival, { store, now }: LandingInit): Promise<Checked> {
  const { file, head, key, size, isRestarted, digest } = arrival
  const request = job.requests[file]!
  const { id, attempt } = job.attempt
  const { url, method } = request
  const place = { id, attempt, file, url, method, size, key }
  const row: ResponseRow = { ...head, ...place, isRestarted, verifiedAt: now() }
  const failure = await verifyFile(request, row, await store.read(key), digest)
  return { arrival, row, failure }
}

/** All or none, but for those that failed verification. */
async function note(
  job: Job,
  checked: readonly Checked[],
  { bytes, journal, epoch }: LandingInit,
): Promise<readonly (BackgroundFetchFailure | null)[]> {
  const { id, generation } = job.fetch
  const good = checked.filter(({ failure }) => failure === null)
  const isWanted = await journal.stage(
    good.map(({ row }) => row),
    epoch,
  )
  for (const { arrival, failure } of checked) {
    const { file, key, isNoted } = arrival
    if (isNoted && (isWanted || failure)) await journal.dropPartial({ id, generation, file }, epoch)
    // Wrong; or aborted or removed meanwhile, and whoever did that may have looked for bytes before these came.
    if ((failure || !isWanted) && !(await journal.ownsKey(key))) await bytes.delete([key])
  }
  return checked.map(({ failure }) => failure)
}
