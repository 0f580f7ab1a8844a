import type { IncomingMessage, ServerResponse } from 'node:http'
import { isIP } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from './app.ts'
import { createCatalogue } from './catalogue.ts'
import type { Weather } from './faults.ts'
import { createLibrary } from './library.ts'
import { type LogEntry, createLog } from './log.ts'
import { createMedia } from './media.ts'
import { createUploads, type UploadEntry } from './uploads.ts'
import { createVersions } from './versions.ts'
import { createWeatherStation } from './weather.ts'

export interface DemoHandlerOptions {
  /** A folder to serve in place of the computed catalogue. */
  library?: string | undefined
  /** The built app; only the API and the files are served without it. */
  appFolder?: string | undefined
  /** Whether `/uploads/…` takes whatever is sent there, into memory. @default false */
  takesUploads?: boolean | undefined
  /** Weather to begin with. @default {} */
  weather?: Weather | undefined
}

/** The demo's side of a server: it answers, but does not listen. */
export interface DemoHandler {
  /** Answers a request; `false` when it is for somebody else, and nothing was done. */
  handle(incoming: IncomingMessage, outgoing: ServerResponse): boolean
  /** Every request for a file, oldest first; live. */
  log: LogEntry[]
  /** What was sent to `/uploads/…`, oldest first; live. */
  uploads: readonly UploadEntry[]
  /** Resolves as soon as no request for a file is under way: then the log is final. */
  settled(): Promise<void>
  /** Replaces the weather. @throws {WeatherError} */
  setWeather(weather: Weather): void
  /** Moves a file (its decoded path below `/media/`), or all of them, on to the next version. */
  bump(path?: string): void
  /** Destroys every connection over which a file is being sent; returns how many. */
  cut(): number
}

/**
 * Makes the handler, to be put into a server of one's own. In a development server it must be a middleware, not the
 * target of a proxy: a proxy does not pass on that a connection was destroyed.
 */
export function createDemoHandler(options: DemoHandlerOptions = {}): DemoHandler {
  const { library, appFolder, takesUploads = false, weather = {} } = options
  const uploads = createUploads()
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
  // The adapter would otherwise replace the Request and Response of the whole process.
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })

  function handle(incoming: IncomingMessage, outgoing: ServerResponse): boolean {
    const { url = '' } = incoming
    if (takesUploads && url.startsWith('/uploads/')) {
      void uploads.handle(incoming, outgoing)
      return true
    }
    if (!/^\/(api|media)\//.test(url) && appFolder === undefined) return false
    if (!source.shareable && !isOwnHost(incoming)) {
      outgoing.writeHead(403).end()
      return true
    }
    if (!url.startsWith('/media/')) {
      void listener(incoming, outgoing)
      return true
    }
    busy.add(outgoing)
    outgoing.once('close', () => busy.delete(outgoing))
    void media(incoming, outgoing)
    return true
  }

  return {
    handle,
    log: log.entries,
    uploads: uploads.entries,
    settled: log.settled,
    setWeather: station.set,
    bump: versions.bump,
    cut,
  }
}

/** A site may point its own name at this machine to read a person's files; it cannot do so with an address or localhost. */
function isOwnHost({ headers }: IncomingMessage): boolean {
  const host = URL.parse(`http://${headers.host ?? ''}`)?.hostname.replace(/^\[|\]$/g, '') ?? ''
  return isIP(host) !== 0 || host === 'localhost' || host.endsWith('.localhost')
}
