import type { IncomingMessage, ServerResponse } from 'node:http'
import { createPace, type Pace } from './pace.ts'

/** One request that brought a body. */
export interface UploadEntry {
  readonly method: string
  readonly url: string
  readonly contentType: string | null
  /** What has come of it so far. */
  body: Buffer
  /** Whether all of it has come. */
  isWhole: boolean
}

/** What was sent to `/uploads/…`, and how it is answered. */
export interface Uploads {
  /** Oldest first; live. */
  readonly entries: readonly UploadEntry[]
  /** `?rate` reads at most so many bytes a second; `?silent` takes everything, and never answers. */
  handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void>
}

/** Keeps every body in memory: for tests, not for a server that others can reach. */
export function createUploads(): Uploads {
  const entries: UploadEntry[] = []
  return {
    entries,
    async handle(incoming, outgoing) {
      const { method = '', url = '', headers } = incoming
      const query = new URLSearchParams(url.split('?')[1] ?? '')
      const entry = {
        method,
        url,
        contentType: headers['content-type'] ?? null,
        body: Buffer.alloc(0),
        isWhole: false,
      }
      entries.push(entry)
      const left = new AbortController()
      outgoing.once('close', () => left.abort())
      await read(
        incoming,
        entry,
        createPace(() => Number(query.get('rate')) || undefined),
        left.signal,
      )
      if (!entry.isWhole || query.has('silent')) return
      outgoing.writeHead(201, { 'Content-Type': 'text/plain' }).end(`${entry.body.length} bytes`)
    },
  }
}

async function read(
  incoming: IncomingMessage,
  entry: UploadEntry,
  pace: Pace,
  left: AbortSignal,
): Promise<void> {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      await pace.due(chunk.length, left)
      chunks.push(chunk)
    }
    entry.isWhole = true
  } catch {
    // The client has left.
  }
  entry.body = Buffer.concat(chunks)
}
