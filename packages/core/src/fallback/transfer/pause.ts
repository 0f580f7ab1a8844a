import type { Clock } from '../../progress/clock.js'
import type { Outcome } from './attempt.js'
import { parseRetryAfter, retryDelay } from './backoff.js'
import { restartRate, type State } from './state.js'

/** Everybody who shares a network has it back in the same instant, and the server should not hear of all of them in it. */
const BACK_WITHIN_MS = 1_000

/** Waits until there is a network. */
export async function untilOnline(state: State): Promise<void> {
  const { init, tools } = state
  if (tools.online.isOnline()) return
  init.onWaiting({ reason: 'offline', needsUser: false, nextAttemptAt: null })
  await tools.online.untilOnline(init.signal)
  init.onWaiting(null)
  restartRate(state)
}

/**
 * Waits for a server to do better, or for a network that was said to be there. Where it is said to be gone after all,
 * the wait ends when it is back.
 *
 * @returns whether it was gone: then what has failed before says nothing of the server
 */
export async function backOff(
  state: State,
  fruitless: number,
  { failure, retryAfter }: Outcome & { kind: 'later' },
): Promise<boolean> {
  const { init, tools } = state
  const { clock, policy, random } = tools
  const delayMs = retryDelay(fruitless, parseRetryAfter(retryAfter, clock.now()), random(), policy)
  init.onWaiting({ reason: 'server', needsUser: false, nextAttemptAt: clock.now() + delayMs })
  const wasCut = await sleep(state, delayMs, failure.reason === 'fetch-error')
  if (wasCut) {
    await untilOnline(state)
    await sleep(state, Math.round(BACK_WITHIN_MS * random()), false)
  }
  init.onWaiting(null)
  restartRate(state)
  return wasCut
}

/** `true` where it ended before its time, because there is no network. */
async function sleep({ init, tools }: State, delayMs: number, endsOffline: boolean): Promise<boolean> {
  const over = new AbortController()
  const signal = AbortSignal.any([init.signal, over.signal])
  const passed = pass(tools.clock, delayMs, signal).then(() => false)
  const cut = endsOffline ? [tools.online.untilOffline(signal).then(() => true)] : []
  try {
    return await Promise.race([passed, ...cut])
  } finally {
    over.abort()
  }
}

function pass(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const leave = () => {
      cancel()
      reject(signal.reason as Error)
    }
    const cancel = clock.timeout(() => {
      signal.removeEventListener('abort', leave)
      resolve()
    }, delayMs)
    signal.addEventListener('abort', leave, { once: true })
  })
}
