import { Agent, type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'

/** What came back over the wire, however it ended. */
export interface Reply {
  /** `null` when the connection ended before a status came. */
  status: number | null
  headers: IncomingHttpHeaders
  body: Buffer
  /** Whether the whole answer arrived. */
  complete: boolean
}

interface AskOptions {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** Called with all that has come so far; `leave` closes the connection. */
  onData?(body: Buffer, leave: () => void): void
}

/** Asks a server exactly as told: the path goes out as it is written, nothing is decoded, followed or repeated. */
export function ask(origin: string, path: string, options: AskOptions = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, body, onData } = options
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const outgoing = request({ hostname, port, path, method, headers, agent: new Agent() })
    outgoing.on('error', () => resolve({ status: null, headers: {}, body: Buffer.alloc(0), complete: false }))
    outgoing.on('response', (incoming) => {
      resolve(collect(incoming, onData, () => outgoing.destroy()))
    })
    outgoing.end(body)
  })
}

/** Sends JSON as the demo's page does. */
export function post(origin: string, path: string, value: unknown): Promise<Reply> {
  return ask(origin, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(value),
  })
}

function collect(incoming: IncomingMessage, onData: AskOptions['onData'], leave: () => void): Promise<Reply> {
  let body = Buffer.alloc(0)
  incoming.on('data', (chunk: Buffer) => {
    body = Buffer.concat([body, chunk])
    onData?.(body, leave)
  })
  // A broken connection shows in `complete`.
  incoming.on('error', () => {})
  return new Promise((resolve) => {
    incoming.on('close', () => {
      const { statusCode: status = null, headers, complete } = incoming
      resolve({ status, headers, body, complete })
    })
  })
}
