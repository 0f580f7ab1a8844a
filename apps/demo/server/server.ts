import { createServer } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { type DemoHandler, type DemoHandlerOptions, createDemoHandler } from './handler.ts'

export interface DemoServerOptions extends DemoHandlerOptions {
  /** 0 takes any free port. @default 0 */
  port?: number | undefined
  /** @default '127.0.0.1' */
  host?: string | undefined
}

/** A running server. */
export interface DemoServer extends Omit<DemoHandler, 'handle'> {
  /** Without a slash at its end. */
  url: string
  port: number
  /** Destroys all connections and frees the port. */
  close(): Promise<void>
}

/** Starts the demo's server. Rejects when the port is taken. */
export async function createDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const { port = 0, host = '127.0.0.1', ...rest } = options
  const { handle, ...controls } = createDemoHandler(rest)
  const server = createServer((incoming, outgoing) => {
    if (!handle(incoming, outgoing)) outgoing.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo

  return {
    ...controls,
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
