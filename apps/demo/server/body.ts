import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { Weather } from './faults.ts'
import type { Pace } from './pace.ts'

/** Where a body breaks off, and how. */
export interface Break {
  at: number
  how: 'drop' | 'stall' | 'short'
}

/** What sending one body needs. */
export interface SendOptions {
  chunks: AsyncIterable<Uint8Array>
  /** `null` when it is unknown: a compressed body. */
  length: number | null
  breakOff: Break | null
  pace: Pace
  onSent(bytes: number): void
}

/** The first break that this weather puts into a body; `null` when the body will be whole. */
export function breakOf({ drop, stall, short }: Weather, length: number | null): Break | null {
  const breaks = [
    drop !== undefined && { at: drop, how: 'drop' as const },
    stall !== undefined && { at: stall, how: 'stall' as const },
    short !== undefined && length !== null && { at: Math.max(0, length - short), how: 'short' as const },
  ]
  const inside = breaks.filter((each) => each !== false).filter(({ at }) => length === null || at < length)
  return inside.toSorted((a, b) => a.at - b.at)[0] ?? null
}

/** Sends a body with back-pressure: a chunk is made when the one before it has gone to the socket. Rejects when the client leaves. */
export async function sendBody(outgoing: ServerResponse, options: SendOptions): Promise<void> {
  const { chunks, length, breakOff, pace, onSent } = options
  const left = leaving(outgoing)
  const limit = breakOff?.at ?? Infinity
  let sent = 0

  if (sent === limit) return breakConnection(outgoing, breakOff)
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length;) {
      const piece = chunk.subarray(at, at + Math.min(pace.step(), limit - sent))
      await pace.due(piece.length, left)
      await write(outgoing, piece, left)
      onSent(piece.length)
      at += piece.length
      sent += piece.length
      if (sent === limit) return breakConnection(outgoing, breakOff)
    }
  }
  // A file that shrank under us: the promised length cannot be kept, and the client must notice.
  if (length !== null && sent < length) outgoing.destroy()
  else outgoing.end()
}

async function breakConnection(outgoing: ServerResponse, breakOff: Break | null): Promise<void> {
  outgoing.flushHeaders()
  const { socket } = outgoing
  if (!socket) return
  // An empty write is called back when everything before it has left: what was counted is not thrown away.
  await new Promise<void>((resolve) => {
    socket.write('', () => resolve())
  })
  if (breakOff?.how === 'drop') socket.destroy()
  if (breakOff?.how === 'short') socket.end()
  if (!outgoing.closed) await once(outgoing, 'close')
}

function write(outgoing: ServerResponse, piece: Uint8Array, left: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new Error('The connection closed.'))
    if (left.aborted) return leave()
    left.addEventListener('abort', leave, { once: true })
    return outgoing.write(piece, (error) => {
      left.removeEventListener('abort', leave)
      if (error) reject(error)
      else resolve()
    })
  })
}

function leaving(outgoing: ServerResponse): AbortSignal {
  const controller = new AbortController()
  if (outgoing.closed) controller.abort()
  outgoing.once('close', () => controller.abort())
  return controller.signal
}
