import type { Clock } from '../../progress/clock.js'
import { dropAhead } from './ahead.js'
import { attempt, unanswered } from './attempt.js'
import { createBrowserOnline, type Online } from './online.js'
import { backOff, untilOnline } from './pause.js'
import { DEFAULT_POLICY, type TransferPolicy } from './policy.js'
import { mayRepeat } from './send.js'
import { createState, isWhole, restartRate, takeUp, type State, type Tools } from './state.js'
import type { ResponseHead, TransferInit, TransferResult } from './types.js'

export type { TransferPolicy } from './policy.js'

export interface TransferOptions {
  readonly clock: Clock
  readonly policy?: Partial<TransferPolicy>
  /** @default the browser's own */
  readonly online?: Online
  /** @default the global one */
  readonly fetch?: typeof fetch
  /** 0 up to, not including, 1. @default Math.random */
  readonly random?: () => number
  /** The app's. @default that of the page or worker */
  readonly origin?: string | null
}

export interface Transfer {
  /**
   * Brings one file home, through whatever can be waited out.
   *
   * @returns once every byte is in the file and flushed, or no waiting can help
   * @throws the signal's reason, and what the file throws (`QuotaExceededError`, `FencedError`): all that was kept stays
   */
  transferFile(init: TransferInit): Promise<TransferResult>
}

/** Makes what the fallback engine fetches single files with. Touches no global before the first transfer. */
export function createTransfer(options: TransferOptions): Transfer {
  return {
    async transferFile(init) {
      init.signal.throwIfAborted()
      const state = createState(init, toTools(options))
      try {
        return await bringHome(state)
      } catch (error) {
        // Whatever made it stop, what has come is worth keeping. The error says more than a second one would.
        await init.file.flush().catch(() => undefined)
        init.signal.throwIfAborted()
        throw error
      } finally {
        dropAhead(state)
      }
    },
  }
}

function toTools({ clock, policy, online, fetch, random, origin }: TransferOptions): Tools {
  return {
    clock,
    policy: { ...DEFAULT_POLICY, ...policy },
    online: online ?? createBrowserOnline(clock),
    // Called as a method of anything but the global, the browser's own throws.
    fetch: fetch ?? ((input, init) => globalThis.fetch(input, init)),
    random: random ?? Math.random,
    origin: origin === undefined ? (globalThis.location?.origin ?? null) : origin,
  }
}

async function bringHome(state: State): Promise<TransferResult> {
  const { init, tools } = state
  if (init.wasSent && !mayRepeat(state)) return { done: false, failure: unanswered(state) }
  await takeUp(state)
  if (isWhole(state) && state.head) return toResult(state, state.head)
  restartRate(state)
  for (let fruitless = 0; ;) {
    await untilOnline(state)
    const outcome = await attempt(state)
    if (outcome.kind === 'done') return toResult(state, outcome.head)
    // Waiting, it would be left to run on; and after a break it is not the next one any more.
    if (outcome.kind === 'later') dropAhead(state)
    if (outcome.kind === 'failed') return { done: false, failure: outcome.failure }
    const hasGained = init.file.size > state.furthest
    state.furthest = Math.max(state.furthest, init.file.size)
    if (hasGained) fruitless = 0
    if (outcome.kind === 'next') continue
    // Nobody's fault, and it does not count; but what a server has asked for holds.
    if (outcome.failure.reason !== 'bad-status' && !tools.online.isOnline()) continue
    if (!hasGained) fruitless += 1
    if (fruitless >= tools.policy.maxAttempts) return { done: false, failure: outcome.failure }
    if (await backOff(state, fruitless, outcome)) fruitless = 0
  }
}

function toResult({ isRestarted }: State, head: ResponseHead): TransferResult {
  return { done: true, head, isRestarted }
}
