import type { Job } from '../journal/journal.js'
import type { PartialRow } from '../journal/rows.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { Claim } from './claims.js'
import type { Arrival } from './landing.js'
import { NO_ROOM } from './room.js'
import type { RunInit } from './runnerInit.js'
import type { Tally } from './tally.js'
import { transferOne } from './transferOne.js'

/** Brings the files of one run home. */
export interface Bringer {
  /** Requests under way, those before their turn included: what waits for room has none. */
  readonly active: number
  /** Somebody reads its files while they come. */
  watch(): void
  /** A file until it counts, or why it does not. What a full disk had no room for is not fetched twice. */
  bringHome(file: number): Promise<BackgroundFetchFailure | null>
}

/** Does what writes to the disk, and again where that was full, once there is room. */
export function whileRoom<Result>(
  file: number,
  work: (claim: Claim) => Promise<Result>,
  job: Job,
  { room, signal, onChange, onFree }: RunInit,
  tally: Tally,
): Promise<Result> {
  return room.keep(work, {
    signal,
    failsWhenFull: job.fetch.retry.failsWhenFull,
    onFull(isFull) {
      tally.waits(file, isFull ? NO_ROOM : null)
      onChange()
      onFree()
    },
  })
}

/** @param init its signal ends the run */
export async function createBringer(job: Job, init: RunInit, tally: Tally): Promise<Bringer> {
  const { signal, onChange, onFree } = init
  const land = init.landings.of(job)
  const partials = await readPartials(job, init)
  let active = 0
  let isWatched = false

  /** Returns what to call when the request has ended. */
  const beginRequest = () => {
    active++
    return () => {
      active--
      if (!signal.aborted) onFree()
    }
  }
  const receive = async (file: number, claim: Claim, known: typeof partials) => {
    const endRequest = beginRequest()
    try {
      return await transferOne({ job, file, begun: known.get(file) }, init, {
        signal: claim.signal,
        isStopped: () => signal.aborted,
        takeSlot: () => (init.hasSlot(active) ? beginRequest() : null),
        onExpected: claim.expect,
        onProgress(next) {
          // Many small files fill a disk as a large one does.
          claim.moved(tally.moved(file, next), next.total && next.total - next.downloaded)
          onChange()
        },
        onWaiting(next) {
          tally.waits(file, next)
          onChange()
        },
        isWatched: () => isWatched,
      })
    } finally {
      tally.waits(file, null)
      endRequest()
    }
  }

  return {
    get active() {
      return active
    },
    watch() {
      isWatched = true
    },
    bringHome(file) {
      let arrival: Arrival | undefined
      let isFirst = true
      const work = async (claim: Claim) => {
        if (!arrival) {
          // What was noted before it had to wait is to be gone on with.
          const known = isFirst ? partials : await readPartials(job, init)
          isFirst = false
          const received = await receive(file, claim, known)
          if (!received.done) return received.failure
          arrival = received.arrival
        }
        // The next request is on its way while this file is made safe.
        return land(arrival)
      }
      return whileRoom(file, work, job, init, tally)
    },
  }
}

/** What earlier runs have noted of the files of this fetch. */
async function readPartials({ fetch }: Job, { journal }: RunInit): Promise<ReadonlyMap<number, PartialRow>> {
  const rows = await journal.partials(fetch.id)
  return new Map(
    rows.filter(({ generation }) => generation === fetch.generation).map((row) => [row.file, row]),
  )
}
