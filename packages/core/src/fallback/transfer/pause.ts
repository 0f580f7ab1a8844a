import type { Clock } from '../../progress/clock.js'
import { parseRetryAfter, retryDelay } from './backoff.js'
import { restartRate, type State } from './state.js'

/** Waits until there is a network. */
export async function untilOnline(state: State): Promise<void> {
  const { init, tools } = state
  if (tools.online.isOnline()) return
  init.onWaiting({ reason: 'offline', needsUser: false, nextAttemptAt: null })
  await tools.online.untilOnline(init.signal)
  init.onWaiting(null)
  restartRate(state)
}

/** Waits for a server to do better. */
export async function backOff(state: State, fruitless: number, retryAfter: string | null): Promise<void> {
  const { init, tools } = state
  const { clock, policy, random } = tools
  const delayMs = retryDelay(fruitless, parseRetryAfter(retryAfter, clock.now()), random(), policy)
  init.onWaiting({ reason: 'server', needsUser: false, nextAttemptAt: clock.now() + delayMs })
  await sleep(clock, delayMs, init.signal)
  init.onWaiting(null)
  restartRate(state)
}

function sleep(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
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
