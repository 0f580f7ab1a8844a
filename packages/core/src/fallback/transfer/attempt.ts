import type { BackgroundFetchFailure } from '../../types.js'
import { askAhead, takeAhead } from './ahead.js'
import { openExchange, type Exchange } from './exchange.js'
import { toHead, toWholeHead, type Reply } from './head.js'
import type { Asked, Verdict } from './judge.js'
import { receive, type Ending } from './receive.js'
import { watchForRefusal } from './refusal.js'
import { isHidden, isOwn, judgeReply, mayRepeat, plan, send } from './send.js'
import { describe, forget, isWhole, type State } from './state.js'
import type { ResponseHead } from './types.js'
import { watchWire } from './wire.js'

/** How one request ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly head: ResponseHead }
  /** There is more to ask for, or something better to ask: at once. */
  | { readonly kind: 'next' }
  | { readonly kind: 'failed'; readonly failure: BackgroundFetchFailure }
  /** Later. The failure is what it comes to when nothing helps. */
  | { readonly kind: 'later'; readonly failure: BackgroundFetchFailure; readonly retryAfter: string | null }

/** Sends one request, where it is not under way already, and keeps what it brings. */
export async function attempt(state: State): Promise<Outcome> {
  const { init, tools } = state
  const ahead = await takeAhead(state)
  const exchange = ahead?.exchange ?? openExchange(tools.clock, tools.policy.idleTimeoutMs, init.signal)
  const refusal = watchForRefusal(init.request.url)
  const wire = watchWire(init.request.url)
  try {
    const asked = ahead?.asked ?? plan(state)
    state.skipsRange = false
    const reply = await (ahead?.reply ?? send(state, exchange, asked))
    if (!reply && (await refusal.wasRefused())) return { kind: 'failed', failure: fail(state, 'fetch-error') }
    if (!reply) return await explain(state, exchange, asked)
    state.isAnswered = true
    const verdict = judgeReply(state, asked, reply)
    const outcome = await act(state, exchange, reply, asked, verdict)
    const mayBeShort = outcome.kind === 'done' && verdict.take === 'body' && verdict.length === null
    const isShort = mayBeShort && (await wire.isShort(reply.headers, init.file.size))
    return isShort ? incomplete(state, 'short', reply) : outcome
  } finally {
    refusal.end()
    wire.end()
    exchange.end()
  }
}

async function act(
  state: State,
  exchange: Exchange,
  reply: Reply,
  asked: Asked,
  verdict: Verdict,
): Promise<Outcome> {
  switch (verdict.take) {
    case 'part':
      return takePart(state, exchange, reply, verdict)
    case 'body':
      // What came without a range and can't be continued has no use for one.
      if (asked.range === null && !verdict.validators) state.useRanges = false
      return takeBody(state, exchange, reply, verdict)
    case 'nothing':
      return { kind: 'done', head: toWholeHead(state.head ?? toHead(reply), state.init.file.size) }
    case 'restart':
      return restart(state)
    case 'stream':
      return stream(state)
    case 'wait':
      return later(state, fail(state, 'bad-status', reply.status), reply.headers.get('retry-after'))
    case 'failure':
      return { kind: 'failed', failure: fail(state, 'bad-status', reply.status || null) }
  }
}

async function takePart(
  state: State,
  exchange: Exchange,
  reply: Reply,
  { range, validators }: Verdict & { take: 'part' },
): Promise<Outcome> {
  const { start, end } = range
  const { total } = validators
  if (start === 0) {
    await forget(state)
    await describe(state, toWholeHead(toHead(reply), total), validators, total)
  } else if (state.head && total !== state.total)
    await describe(state, toWholeHead(state.head, total), validators, total)
  const ending = await receive(state, exchange, reply, end - start, () => askAhead(state, range))
  // Where connections break, less is asked for at once.
  state.sliceLength = ending === 'whole' ? end - start : 0
  // More than it said: nothing that this server says of ranges can be believed.
  if (ending === 'long') return stream(state)
  if (ending !== 'whole') return incomplete(state, ending, reply)
  return isWhole(state) && state.head ? { kind: 'done', head: state.head } : { kind: 'next' }
}

async function takeBody(
  state: State,
  exchange: Exchange,
  reply: Reply,
  { length, validators, isChanged }: Verdict & { take: 'body' },
): Promise<Outcome> {
  if (isChanged && state.init.file.size > 0) countRestart(state)
  await forget(state)
  const head = toHead(reply)
  await describe(state, head, validators, length)
  const ending = await receive(state, exchange, reply, length)
  return ending === 'whole' ? { kind: 'done', head } : incomplete(state, ending, reply)
}

/** From the start, once in slices again: a file that goes on changing comes in one stream. */
async function restart(state: State): Promise<Outcome> {
  countRestart(state)
  if (state.restarts > 1) return stream(state)
  await forget(state)
  return { kind: 'next' }
}

/** What another version had come to is no measure of this one; but what goes on changing must end. */
function countRestart(state: State): void {
  state.restarts += 1
  state.isRestarted = true
  if (state.restarts === 1) state.furthest = 0
}

async function stream(state: State): Promise<Outcome> {
  state.useRanges = false
  await forget(state)
  return { kind: 'next' }
}

function incomplete(state: State, ending: Ending, { status }: Reply): Outcome {
  return later(state, ending === 'broken' ? fail(state, 'fetch-error') : fail(state, 'truncated', status))
}

/** Nothing was answered: a network that may come back, a range that can't, or a refusal by CORS, which never heals. */
async function explain(state: State, exchange: Exchange, { range }: Asked): Promise<Outcome> {
  const failure = fail(state, 'fetch-error')
  if (exchange.isIdle) return later(state, failure)
  const { isSuspicious, looksRefused } = state
  state.isSuspicious = true
  // An app's own server seldom leads to one that refuses: there one failure is not worth a question.
  const isAsked = isSuspicious || !isOwn(state, state.init.request.url)
  const mayBeRefused = isAsked && !state.isAnswered && (await isHidden(state))
  state.looksRefused = mayBeRefused
  // Chromium drops an answer to a range that is compressed all the same (ERR_CONTENT_DECODING_FAILED), and older
  // browsers want a preflight for it. Not at once, for a stream is all or nothing.
  if (range?.start === 0 && (isSuspicious || mayBeRefused)) state.skipsRange = true
  if (!mayBeRefused) return later(state, failure)
  // Once more, for it may have been chance.
  return looksRefused || !canRepeat(state) ? { kind: 'failed', failure } : { kind: 'next' }
}

function later(state: State, failure: BackgroundFetchFailure, retryAfter: string | null = null): Outcome {
  if (canRepeat(state)) return { kind: 'later', failure, retryAfter }
  return { kind: 'failed', failure: failure.reason === 'bad-status' ? failure : unanswered(state) }
}

/** It may have been sent, and whoever sends it again should know that. */
export function unanswered(state: State): BackgroundFetchFailure {
  return fail(state, 'unanswered')
}

/** Whether the server can't have acted on it, or may do so twice. */
function canRepeat(state: State): boolean {
  return mayRepeat(state) || !state.hasSent
}

function fail(
  { init }: State,
  reason: BackgroundFetchFailure['reason'],
  httpStatus: number | null = null,
): BackgroundFetchFailure {
  return { reason, httpStatus, url: init.request.url }
}
