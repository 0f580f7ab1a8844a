import type { Clock } from '../progress/clock.js'

const TRIES_ON_A_FULL_DISK = 10

/**
 * The engine asks a full disk for room by filling it for an instant: what a person asks for tries again. Not by the
 * error's name: of a full disk browsers say QuotaExceededError, AbortError, InvalidStateError and UnknownError (measured).
 *
 * @param work is told whether it has failed before: it may have been done all the same
 */
export async function insist<Result>(
  clock: Clock,
  work: (isAgain: boolean) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work(tries > 1)
    } catch (error) {
      if (!(error instanceof DOMException) || tries === TRIES_ON_A_FULL_DISK) throw error
      await new Promise<void>((resolve) => void clock.timeout(resolve, 200))
    }
  }
}
