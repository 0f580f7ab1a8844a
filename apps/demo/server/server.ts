import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import { type AddressInfo, isIP } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { createCatalogue } from './catalogue.ts'
import type { Weather } from './faults.ts'
import { createLibrary } from './library.ts'
import { type LogEntry, createLog } from './log.ts'
import { createMedia } from './media.ts'
import { createVersions } from './versions.ts'
import { createWeatherStation } from './weather.ts'

export interface DemoServerOptions {
  /** 0 takes any free port. @default 0 */
  port?: number | undefined
  /** @default '127.0.0.1' */
  host?: string | undefined
  /** A folder to serve in place of the computed catalogue. */
  library?: string | undefined
  /** The built app; only the API and the files are served without it. */
  appFolder?: string | undefined
  /** Weather to begin with. @default {} */
  weather?: Weather | undefined
}

/** A running server. */
export interface DemoServer {
  /** Without a slash at its end. */
  url: string
  port: number
  /** Every request for a file, oldest first; live. */
  log: LogEntry[]
  /** Resolves as soon as no request for a file is under way: then the log is final. */
  settled(): Promise<void>
  /** Replaces the weather. @throws {WeatherError} */
  setWeather(weather: Weather): void
  /** Moves a file (its decoded path below `/media/`), or all of them, on to the next version. */
  bump(path?: string): void
  /** Destroys every connection over which a file is being sent; returns how many. */
  cut(): number
  /** Destroys all connections and frees the port. */
  close(): Promise<void>
}

/** Starts the demo's server. Rejects when the port is taken. */
export async function createDemoServer(options: DemoServerOptions = {}): Promise<DemoServer> {
  const { port = 0, host = '127.0.0.1', library, appFolder, weather = {} } = options
  const log = createLog()
  const station = createWeatherStation()
  station.set(weather)
  const versions = createVersions()
  const source = library === undefined ? createCatalogue(versions.of) : createLibrary(library)
  const media = createMedia({ source, station, versions, log })
  const busy = new Set<ServerResponse>()
  const cut = () => {
    const count = busy.size
    for (const outgoing of busy) outgoing.socket?.destroy()
    return count
  }
  const app = createApp({ source, station, versions, log, cut, appFolder })
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })

  const server = createServer((incoming, outgoing) => {
    if (library !== undefined && !isOwnHost(incoming)) return void outgoing.writeHead(403).end()
    if (!incoming.url?.startsWith('/media/')) return void listener(incoming, outgoing)
    busy.add(outgoing)
    outgoing.once('close', () => busy.delete(outgoing))
    return void media(incoming, outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const address = server.address() as AddressInfo

  return {
    url: `http://${isIP(host) === 6 ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    log: log.entries,
    settled: log.settled,
    setWeather: station.set,
    bump: versions.bump,
    cut,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** A site may point its own name at this machine to read a person's files; it cannot do so with an address or localhost. */
function isOwnHost({ headers }: IncomingMessage): boolean {
  const host = URL.parse(`http://${headers.host ?? ''}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  return isIP(host) !== 0 || host === 'localhost' || host.endsWith('.localhost')
}
