import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import { answerFor, isCompressed } from './answer.ts'
import { breakOf, sendBody } from './body.ts'
import { compressed, compressedLength, resized } from './disguise.ts'
import { type Weather, WeatherError, parseQuery, toQuery } from './faults.ts'
import type { Log, LogEntry } from './log.ts'
import { createPace } from './pace.ts'
import { mediaUrl, type MediaFile, type MediaSource } from './source.ts'
import type { Versions } from './versions.ts'
import type { WeatherStation } from './weather.ts'
import { framed } from './wrongRange.ts'

/** What serving files needs to know. */
export interface MediaOptions {
  source: MediaSource
  station: WeatherStation
  versions: Versions
  log: Log
}

interface Exchange {
  incoming: IncomingMessage
  outgoing: ServerResponse
  entry: LogEntry
  /** The URL's own faults, and these together with the weather. */
  own: Weather
  faults: Weather
  versionsAhead: number
  segments: string[]
}

const METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Serves `/media/…`. It works on Node's own request and response, not on a framework's: a fault needs the socket, and
 * the log needs to know what the socket took.
 */
export function createMedia(options: MediaOptions) {
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const entry = options.log.begin(incoming, outgoing)
    try {
      const exchange = read(options, incoming, outgoing, entry)
      if (exchange) await serve(options, exchange)
    } catch {
      // Only the connection can still say that something is wrong: the headers may be out.
      outgoing.destroy()
    }
  }
}

function read(
  { station }: MediaOptions,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  entry: LogEntry,
): Exchange | null {
  const { method = 'GET', url = '' } = incoming
  const [path = '', query = ''] = url.split(/\?(.*)/s)
  try {
    const own = parseQuery(new URLSearchParams(query))
    const { faults, versionsAhead } = station.forecast({ method, url, own })
    const segments = path.slice(mediaUrl([]).length).split('/').map(decodeURIComponent)
    return { incoming, outgoing, entry, own, faults, versionsAhead, segments }
  } catch (error) {
    say(outgoing, 400, error instanceof WeatherError ? error.message : 'This path is not well encoded.')
    return null
  }
}

async function serve(options: MediaOptions, exchange: Exchange): Promise<void> {
  const { incoming, outgoing, faults, own } = exchange
  if (faults.refuse) return void incoming.socket.destroy()
  if (faults.hang) return
  if (faults.latency) await setTimeout(faults.latency)
  if (outgoing.closed) return
  if (!METHODS.has(incoming.method ?? '')) return say(outgoing, 405, 'Files can only be read.')

  if (faults.cors && !options.source.shareable)
    return say(outgoing, 400, 'Files of a library are not shared with other sites.')
  setOverallHeaders(outgoing, faults)
  if (incoming.method === 'OPTIONS') return preflight(outgoing, faults)
  if (faults.status !== undefined) return say(outgoing, faults.status, 'This status was asked for.')
  if (faults.redirect || faults.redirectTo) {
    // To itself relative, so that it holds behind a proxy too.
    outgoing.setHeader('Location', faults.redirectTo ?? toQuery({ ...own, redirect: false }))
    return say(outgoing, 302, 'This way.')
  }
  const version = options.versions.of(exchange.segments.join('/')) + exchange.versionsAhead
  const file = await options.source.open(exchange.segments, faults.version ?? version)
  if (!file) return say(outgoing, 404, 'There is no such file.')
  await send(options, exchange, faults.wrongLength === undefined ? file : resized(file, faults.wrongLength))
}

async function send({ station }: MediaOptions, exchange: Exchange, file: MediaFile): Promise<void> {
  const { incoming, outgoing, entry, own, faults } = exchange
  const question = { method: incoming.method ?? 'GET', headers: incoming.headers }
  const gzip = isCompressed(question, faults)
  const answer = answerFor(file, question, gzip ? { ...faults, noRange: true, weakEtag: true } : faults)
  const headers = { ...answer.headers }
  let length = answer.part && answer.part.end - answer.part.start + answer.frame.join('').length
  if (gzip && answer.status === 200) {
    headers['Content-Encoding'] = 'gzip'
    length = faults.gzip === 'chunked' ? null : await compressedLength(file)
    if (length === null) delete headers['Content-Length']
    else headers['Content-Length'] = String(length)
  }
  outgoing.writeHead(answer.status, headers)
  if (!answer.part) return void outgoing.end()
  await sendBody(outgoing, {
    chunks: gzip ? compressed(file) : framed(file.read(answer.part.start, answer.part.end), answer.frame),
    length,
    breakOff: breakOf(faults, length),
    pace: createPace(() => own.rate ?? station.now().rate),
    onSent: (bytes) => {
      entry.bytesSent += bytes
    },
  })
}

function setOverallHeaders(outgoing: ServerResponse, faults: Weather): void {
  const vary = [faults.vary, faults.gzip === 'asked' && 'Accept-Encoding'].filter(Boolean).join(', ')
  if (vary) outgoing.setHeader('Vary', vary)
  if (faults.cors) outgoing.setHeader('Access-Control-Allow-Origin', '*')
  if (faults.expose) outgoing.setHeader('Access-Control-Expose-Headers', faults.expose)
  if (faults.retryAfter !== undefined) outgoing.setHeader('Retry-After', String(faults.retryAfter))
}

function preflight(outgoing: ServerResponse, { cors, preflight: allowed }: Weather): void {
  if (!cors || !allowed) return say(outgoing, 403, 'No preflight is answered here: add ?cors&preflight.')
  outgoing.setHeader('Access-Control-Allow-Methods', 'GET, HEAD')
  outgoing.setHeader('Access-Control-Allow-Headers', '*, Authorization')
  outgoing.writeHead(204).end()
}

function say(outgoing: ServerResponse, status: number, sentence: string): void {
  outgoing.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  outgoing.end(`${sentence}\n`)
}
