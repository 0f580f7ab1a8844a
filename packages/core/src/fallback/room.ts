import type { Clock } from '../progress/clock.js'
import type { ByteStore } from '../store/bytes.js'
import { createClaims, type Claim, type OpenClaim } from './claims.js'
import { browserEstimate, type Estimate } from './freeBytes.js'
import { createReserve } from './reserve.js'
import type { Waiting } from './transfer/types.js'

/** How often a full disk is asked again where nobody says that something was freed: other apps free room, too. */
const LOOK_EVERY_MS = 5_000

/** A person must clear something away, in the app or elsewhere; then it goes on by itself. */
export const NO_ROOM: Waiting = { reason: 'storage', needsUser: true, nextAttemptAt: null }

export interface KeepOptions {
  readonly signal: AbortSignal
  /** A full disk is an ending. */
  readonly failsWhenFull?: boolean | undefined
  readonly onFull: (isFull: boolean) => void
}

/** The room that is left on the disk, for everything that one leader writes. */
export interface Room {
  /**
   * Carries out what needs room, and again whenever there is some where the disk was full.
   *
   * @throws what the work throws for any other reason; the signal's reason
   */
  keep<Result>(work: (claim: Claim) => Promise<Result>, options: KeepOptions): Promise<Result>
  /** Something may have been freed. */
  look(): void
  /** Nothing is under way: nothing is taken that others could use. */
  rest(): Promise<void>
}

export interface RoomInit {
  readonly bytes: ByteStore
  readonly clock: Clock
  readonly onError: (error: unknown) => void
  /** @default what `navigator.storage` says */
  readonly estimate?: Estimate
}

interface Waiter {
  readonly claim: OpenClaim
  readonly goOn: () => void
}

/**
 * Watches a disk that may be full. What the browser estimates can only say that something will *not* fit: Chromium
 * promises 10 GiB on every disk (measured), so whether there is room again is found out by writing.
 */
export function createRoom({ bytes, clock, onError, estimate = browserEstimate }: RoomInit): Room {
  const reserve = createReserve(bytes)
  const claims = createClaims(reserve, estimate)
  const waiters = new Set<Waiter>()
  let cancelTimer: (() => void) | undefined
  let isLooking = false

  const isFull = async (error: unknown): Promise<boolean> => {
    if (!(error instanceof DOMException)) return false
    // WebKit says “UnknownError”, Firefox's journal “InvalidStateError”, Chromium's “AbortError” (measured): the disk tells.
    return error.name === 'QuotaExceededError' || !(await reserve.holdWithMore())
  }
  /** What could still be written goes to the journal: everybody stops, and then the reserve is given back. */
  const giveWay = async (claim: OpenClaim, error: unknown) => {
    claims.close(claim)
    if (claims.isRefusal(error)) return
    claims.stopAll(error)
    await giveBack()
  }
  const giveBack = async () => {
    if (claims.isEmpty()) await reserve.drop().catch(onError)
  }

  const letGoOn = async () => {
    if (!(await reserve.holdWithMore())) return
    for (const waiter of waiters) {
      if (!(await claims.fits(waiter.claim))) continue
      // Before it goes on, so that the next in line counts with it.
      claims.reopen(waiter.claim)
      waiter.goOn()
    }
  }
  const look = () => {
    if (isLooking || waiters.size === 0) return
    isLooking = true
    void letGoOn()
      .catch(onError)
      .then(() => {
        isLooking = false
        lookLater()
      })
  }
  const lookLater = () => {
    if (waiters.size === 0) return
    cancelTimer ??= clock.timeout(() => {
      cancelTimer = undefined
      look()
    }, LOOK_EVERY_MS)
  }
  const wait = (claim: OpenClaim, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const goOn = () => {
        waiters.delete(waiter)
        signal.removeEventListener('abort', goOn)
        resolve()
      }
      const waiter: Waiter = { claim, goOn }
      waiters.add(waiter)
      signal.addEventListener('abort', goOn, { once: true })
      lookLater()
    })

  return {
    look,
    async rest() {
      if (waiters.size === 0 && claims.isEmpty()) await reserve.drop()
    },
    async keep(work, { signal, failsWhenFull, onFull }) {
      const claim = claims.open(signal)
      try {
        for (;;) {
          try {
            return await work(claim)
          } catch (error) {
            if (signal.aborted || !(await isFull(error))) throw error
            await giveWay(claim, error)
            if (failsWhenFull) throw error
            onError(error)
          }
          onFull(true)
          await wait(claim, signal)
          onFull(false)
          signal.throwIfAborted()
        }
      } finally {
        claims.close(claim)
        // What could do without stopping may be the last that wrote.
        if (waiters.size > 0) await giveBack()
      }
    },
  }
}
