import { readChunks } from '../../platform/readChunks.js'
import type { Exchange } from './exchange.js'
import type { Reply } from './head.js'
import { countReceived, report, type State } from './state.js'

/** How a body ended. */
export type Ending = 'whole' | 'short' | 'long' | 'broken'

/** A stream is made safe as often as the largest slice. */
const FLUSH_EVERY = 8 * 1024 * 1024

/**
 * Appends a body to the file, chunk by chunk, and flushes.
 *
 * @param length bytes that were promised; never more than these are kept
 * @param onHalf called once, when half of the promised bytes have come
 */
export async function receive(
  state: State,
  exchange: Exchange,
  { body }: Reply,
  length: number | null,
  onHalf?: () => void,
): Promise<Ending> {
  const { file } = state.init
  const chunks = body && readChunks(body, length)
  let received = 0
  let flushed = 0
  let isHalf = false
  report(state)
  for (;;) {
    const chunk = chunks ? await exchange.listen(() => chunks.next()) : undefined
    if (chunk === undefined || chunk === null) {
      await file.flush()
      // What breaks after the last byte has broken nothing.
      if (received === length) return 'whole'
      if (chunk === null) return 'broken'
      return length === null ? 'whole' : 'short'
    }
    const fitting = length === null ? chunk : chunk.subarray(0, length - received)
    if (fitting.length > 0) await file.append(fitting)
    received += chunk.length
    countReceived(state, chunk.length)
    report(state)
    if (fitting.length < chunk.length) return 'long'
    if (!isHalf && length !== null && received * 2 >= length) {
      isHalf = true
      onHalf?.()
    }
    if (received - flushed < FLUSH_EVERY) continue
    await file.flush()
    flushed = received
  }
}
