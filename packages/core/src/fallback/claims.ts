import { freeBytes, type Estimate } from './freeBytes.js'
import { RESERVE_SIZE, type Reserve } from './reserve.js'

/** What one file will still need. */
export interface Claim {
  /** Ends what writes for it: the disk is full, or the outer signal's reason. */
  readonly signal: AbortSignal
  /**
   * Says how much is to come.
   *
   * @throws DOMException `QuotaExceededError` where that does not fit beside what the others will need
   */
  expect(missing: number): Promise<void>
  /** So much has come, and so much is still missing; `null` where nobody knows. */
  moved(downloaded: number, missing: number | null): void
}

export interface OpenClaim extends Claim {
  missing: number
  /** It counts for the others. */
  isGranted: boolean
  stop: AbortController
}

/** Everything that is being written, and what it will come to. What waits for room claims none. */
export interface Claims {
  open(signal: AbortSignal): OpenClaim
  reopen(claim: OpenClaim): void
  close(claim: OpenClaim): void
  isEmpty(): boolean
  /** Whether what is missing fits beside what the others will need, as far as the browser says. */
  fits(claim: OpenClaim): Promise<boolean>
  stopAll(reason: unknown): void
  /** It was refused by its size alone: the disk may have room for others. */
  isRefusal(error: unknown): boolean
}

export function createClaims(reserve: Reserve, estimate: Estimate): Claims {
  const active = new Set<OpenClaim>()
  const refusals = new WeakSet<object>()
  let turn = Promise.resolve()

  const fits = async (claim: OpenClaim): Promise<boolean> => {
    const free = await freeBytes(estimate)
    const others = [...active].filter((other) => other !== claim && other.isGranted)
    return free === null || claim.missing + others.reduce((sum, { missing }) => sum + missing, 0) <= free
  }
  return {
    fits,
    isEmpty: () => active.size === 0,
    isRefusal: (error) => error instanceof DOMException && refusals.has(error),
    close(claim) {
      claim.isGranted = false
      active.delete(claim)
    },
    reopen(claim) {
      claim.stop = new AbortController()
      claim.isGranted = true
      active.add(claim)
    },
    stopAll(reason) {
      for (const { stop } of active) stop.abort(reason)
    },
    open(signal) {
      const claim: OpenClaim = {
        missing: 0,
        isGranted: false,
        stop: new AbortController(),
        get signal() {
          return AbortSignal.any([signal, claim.stop.signal])
        },
        async expect(missing) {
          claim.missing = Math.max(0, missing)
          // To ask takes longer than a small file does, and the disk says it as well.
          if (missing < RESERVE_SIZE) return
          // One after the other: of two that fit only alone one is to begin.
          turn = turn.then(async () => {
            claim.isGranted = await fits(claim)
          })
          await turn
          if (claim.isGranted && (await reserve.hold())) return
          const error = noRoom(missing)
          if (!claim.isGranted) refusals.add(error)
          throw error
        },
        moved(downloaded, missing) {
          claim.missing = Math.max(0, missing ?? 0)
          if (downloaded >= RESERVE_SIZE) void reserve.hold()
        },
      }
      active.add(claim)
      return claim
    },
  }
}

function noRoom(missing: number): DOMException {
  return new DOMException(`There is no room for ${missing} bytes more.`, 'QuotaExceededError')
}
