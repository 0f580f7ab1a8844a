import type { Job } from '../journal/journal.js'
import type { ResponseRow } from '../journal/rows.js'
import { FencedError } from '../store/bytes.js'
import { verifyFile } from '../store/verify.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { RunInit } from './runnerInit.js'
import type { Arrival } from './transferOne.js'

/** What may wait for the disk before no further request begins: a disk that is slower than the network sets the pace. */
const MOST_FILES = 64
const MOST_BYTES = 4 << 20

type LandingInit = Pick<RunInit, 'bytes' | 'journal' | 'store' | 'epoch' | 'now'>

/** Where files that have come are kept, verified and noted in the journal. */
export interface Landing {
  readonly hasRoom: boolean
  /**
   * @returns once the file counts as completed, or why it does not
   * @throws what the disk threw
   */
  land(arrival: Arrival): Promise<BackgroundFetchFailure | null>
}

interface Landed {
  readonly arrival: Arrival
  readonly resolve: (failure: BackgroundFetchFailure | null) => void
  readonly reject: (error: unknown) => void
}

/**
 * Files that arrive while others are being committed are committed together: a durable transaction takes about as long for
 * fifty files as for one.
 */
export function createLanding(job: Job, init: LandingInit): Landing {
  const landing = new Set<Arrival>()
  let queue: Landed[] = []
  let isBusy = false

  const settle = async (group: readonly Landed[]) => {
    try {
      const failures = await landTogether(
        job,
        group.map(({ arrival }) => arrival),
        init,
      )
      leave(group).forEach(({ resolve }, at) => resolve(failures[at]!))
    } catch (error) {
      // One alone may be what is wrong. Not on a full disk: the last of its room is the journal's.
      if (group.length > 1 && !isForAll(error)) for (const one of group) await settle([one])
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
  return {
    get hasRoom() {
      const held = [...landing].reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0)
      return landing.size < MOST_FILES && held < MOST_BYTES
    },
    land(arrival) {
      landing.add(arrival)
      return new Promise((resolve, reject) => {
        queue.push({ arrival, resolve, reject })
        void work()
      })
    },
  }
}

/** All or none, but for those that fail verification. */
async function landTogether(
  job: Job,
  arrivals: readonly Arrival[],
  init: LandingInit,
): Promise<readonly (BackgroundFetchFailure | null)[]> {
  const { bytes, journal, epoch } = init
  const { id, generation } = job.fetch
  const bodies = arrivals.flatMap(({ key, bytes }) => (bytes ? [{ key, bytes }] : []))
  if (bodies.length > 0) await bytes.putWhole(bodies, epoch)
  const checked = await Promise.all(arrivals.map((arrival) => check(job, arrival, init)))
  const good = checked.filter(({ failure }) => failure === null)
  const isWanted = await journal.stage(
    good.map(({ row }) => row),
    epoch,
  )
  for (const { arrival, failure } of checked) {
    if (arrival.isNoted && (isWanted || failure))
      await journal.dropPartial({ id, generation, file: arrival.file }, epoch)
    // Wrong; or aborted or removed meanwhile, and whoever did that may have looked for bytes before these came.
    if ((failure || !isWanted) && !(await journal.ownsKey(arrival.key))) await bytes.delete([arrival.key])
  }
  return checked.map(({ failure }) => failure)
}

function isForAll(error: unknown): boolean {
  return (
    error instanceof FencedError || (error instanceof DOMException && error.name === 'QuotaExceededError')
  )
}

/** Read back from where it is kept: nobody's word is taken but the disk's. */
async function check(job: Job, arrival: Arrival, { store, now }: LandingInit) {
  const { file, head, key, size, digest } = arrival
  const request = job.requests[file]!
  const { id, attempt } = job.attempt
  const { url, method } = request
  const row: ResponseRow = { ...head, id, attempt, file, url, method, size, key, verifiedAt: now() }
  const failure = await verifyFile(request, row, await store.read(key), digest)
  return { arrival, row, failure }
}
