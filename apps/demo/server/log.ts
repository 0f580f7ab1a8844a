import type { IncomingMessage, ServerResponse } from 'node:http'

/** One request for a file. */
export interface LogEntry {
  method: string
  url: string
  /** The `Range` header as it came; `null` without one. */
  range: string | null
  /** The `If-Range` header as it came; `null` without one. */
  ifRange: string | null
  /** `null` as long as no status was sent. */
  status: number | null
  /** Bytes of the body that were handed to the socket; headers and chunk framing do not count. */
  bytesSent: number
  /** Epoch milliseconds. */
  startedAt: number
  /** Epoch milliseconds; `null` while it is under way. */
  endedAt: number | null
  /** Whether it ended before its answer was whole, on either side. */
  aborted: boolean
}

/** The log of one server. */
export interface Log {
  /** Oldest first; the same array for the server's whole life. */
  entries: LogEntry[]
  /** Begins an entry, which ends by itself when the response closes. */
  begin(incoming: IncomingMessage, outgoing: ServerResponse): LogEntry
  /** Forgets everything, requests under way included. */
  clear(): void
  /** Resolves as soon as no request for a file is under way. */
  settled(): Promise<void>
}

/** A demo may run for weeks. */
const LONGEST = 10_000

/** Begins empty. */
export function createLog(): Log {
  const entries: LogEntry[] = []
  const open = new Set<LogEntry>()
  let waiting: (() => void)[] = []

  return {
    entries,
    begin(incoming, outgoing) {
      const entry = toEntry(incoming)
      entries.push(entry)
      if (entries.length > LONGEST) entries.shift()
      open.add(entry)
      outgoing.once('close', () => {
        entry.endedAt = Date.now()
        entry.aborted = !outgoing.writableFinished
        entry.status = outgoing.headersSent ? outgoing.statusCode : null
        open.delete(entry)
        if (open.size > 0) return
        for (const resolve of waiting) resolve()
        waiting = []
      })
      return entry
    },
    clear() {
      entries.length = 0
    },
    settled: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}

function toEntry({ method = '', url = '', headers }: IncomingMessage): LogEntry {
  const { range = null, 'if-range': ifRange } = headers
  return {
    method,
    url,
    range,
    ifRange: typeof ifRange === 'string' ? ifRange : null,
    status: null,
    bytesSent: 0,
    startedAt: Date.now(),
    endedAt: null,
    aborted: false,
  }
}
