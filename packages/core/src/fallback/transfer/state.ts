import type { Clock } from '../../progress/clock.js'
import { nextRate, type Rate } from '../../progress/rate.js'
import type { Exchange } from './exchange.js'
import type { Reply } from './head.js'
import type { Asked } from './judge.js'
import type { Online } from './online.js'
import type { TransferPolicy } from './policy.js'
import type { ResponseHead, TransferInit, Validators } from './types.js'
import { canSplice } from './validators.js'

export interface Tools {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly online: Online
  readonly policy: TransferPolicy
  readonly random: () => number
  /** Of the app; `null` outside a browser, where every origin is one's own. */
  readonly origin: string | null
}

/** A slice that was asked for before its turn. */
export interface Ahead {
  readonly asked: Asked
  readonly exchange: Exchange
  readonly reply: Promise<Reply | null>
  /** Its turn has come, or never will: it is no request beside another any more. */
  readonly release: () => void
}

/** What one transfer knows at the moment. */
export interface State {
  readonly init: TransferInit
  readonly tools: Tools
  /** Of the representation whose bytes are kept. */
  head: ResponseHead | null
  /** `null` where the bytes kept can't be continued. */
  validators: Validators | null
  /** Bytes of the whole, for the bar. */
  total: number | null
  uploaded: number
  /** Something of the latest request may have reached the server. */
  hasSent: boolean
  /** Slices may be asked for. */
  useRanges: boolean
  restarts: number
  /** The file changed on its way, in this run or an earlier one. */
  isRestarted: boolean
  /** An answer was read: whatever fails now is not a refusal of CORS. */
  isAnswered: boolean
  /** A request failed before any answer, and it may be for what it asked. */
  isSuspicious: boolean
  /** The latest failed while the server could be reached, as a refusal of CORS does. */
  looksRefused: boolean
  /** The next request goes without a range. */
  skipsRange: boolean
  /** Something is remembered beside the bytes. */
  isSaved: boolean
  /** The most bytes that were ever kept: only what goes beyond is a gain. */
  furthest: number
  received: number
  rate: Rate | undefined
  sliceLength: number
  /** At most one. */
  ahead: Ahead | null
}

export function createState(init: TransferInit, tools: Tools): State {
  const { request, partial } = init
  const isOwn = request.headers.some(([name]) => /^(range|if-range)$/i.test(name))
  return {
    init,
    tools,
    head: null,
    validators: null,
    total: null,
    uploaded: 0,
    hasSent: false,
    useRanges: request.method === 'GET' && !isOwn,
    restarts: 0,
    isRestarted: partial?.isRestarted ?? false,
    isAnswered: false,
    isSuspicious: false,
    looksRefused: false,
    skipsRange: false,
    isSaved: partial !== null,
    furthest: 0,
    received: 0,
    rate: undefined,
    sliceLength: 0,
    ahead: null,
  }
}

/** Takes up what an earlier run has kept, where later bytes can be told to belong to it. */
export async function takeUp(state: State): Promise<void> {
  const { file, partial } = state.init
  const fits = partial && file.size > 0 && file.size <= (partial.validators.total ?? Infinity)
  if (!fits || !state.useRanges || !canSplice(partial.validators)) return forget(state)
  const { head, validators } = partial
  const { total } = validators
  Object.assign(state, { head, validators, total, isAnswered: true, furthest: file.size })
  report(state)
}

/** Back to nothing. Bytes go first: what is remembered never describes others. */
export async function forget(state: State): Promise<void> {
  const { file, savePartial } = state.init
  if (file.size > 0) await file.clear()
  if (state.isSaved) await savePartial(null)
  Object.assign(state, { head: null, validators: null, total: null, isSaved: false })
}

/** Remembers what the bytes to come belong to. */
export async function describe(
  state: State,
  head: ResponseHead,
  validators: Validators | null,
  total: number | null,
): Promise<void> {
  Object.assign(state, { head, validators, total })
  if (!validators) return
  await state.init.savePartial({ head, validators, ...(state.isRestarted && { isRestarted: true }) })
  state.isSaved = true
}

/** Whether all that the server has is kept. */
export function isWhole({ init, validators }: State): boolean {
  return validators?.total === init.file.size
}

export function report({ init, uploaded, total, isRestarted }: State): void {
  init.onProgress({ downloaded: init.file.size, uploaded, total: total ?? init.request.size, isRestarted })
}

/** Feeds the speed with a chunk that has come. */
export function countReceived(state: State, bytes: number): void {
  state.received += bytes
  state.rate = nextRate(state.rate, state.received, state.tools.clock.elapsed())
}

/** A new request: what went before, a wait for one, says nothing of its speed. */
export function restartRate(state: State): void {
  const { rate, received, tools } = state
  state.rate = { loaded: received, at: tools.clock.elapsed(), bytesPerSecond: rate?.bytesPerSecond ?? null }
}
