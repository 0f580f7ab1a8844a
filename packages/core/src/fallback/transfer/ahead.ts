import type { ByteRange } from './contentRange.js'
import { openExchange } from './exchange.js'
import { judgeReply, plan, send } from './send.js'
import type { Ahead, State } from './state.js'

/**
 * Asks for the slice behind one that is being received, once half of that has come: else nothing would come for a round
 * trip between any two. It takes a slot like every request, so that no more is in flight over all of them than before.
 */
export function askAhead(state: State, current: ByteRange): void {
  const { init, tools, validators } = state
  if (!state.useRanges || !validators?.total || current.end >= validators.total) return
  const release = init.takeSlot?.()
  if (!release) return
  const asked = plan(state, current)
  const exchange = openExchange(tools.clock, tools.policy.idleTimeoutMs, init.signal)
  const reply = send(state, exchange, asked)
  state.ahead = { asked, exchange, reply, release }
  reply.then(
    (answer) => {
      // Only a part is worth receiving before its turn: of anything else nobody knows how long it is.
      if (answer && judgeReply(state, asked, answer).take !== 'part') exchange.end()
    },
    // Told to whoever takes it; where it is dropped, to nobody.
    () => undefined,
  )
}

/** What was asked for ahead, where it is still what should be asked for. */
export async function takeAhead(state: State): Promise<Ahead | null> {
  const { ahead } = state
  if (!ahead) return null
  const { asked, reply } = ahead
  const isNext = plan(state).range?.start === asked.range?.start && state.validators === asked.kept
  const answer = isNext ? await reply : null
  // A whole body is asked for again: what had come of it was thrown away.
  if (!isNext || (answer && judgeReply(state, asked, answer).take === 'body')) {
    dropAhead(state)
    return null
  }
  state.ahead = null
  ahead.release()
  return ahead
}

/** Ends what nobody will take. */
export function dropAhead(state: State): void {
  state.ahead?.exchange.end()
  state.ahead?.release()
  state.ahead = null
}
