import type { ResponseRow } from '../journal/rows.js'
import { checkNamespace, DEFAULT_NAMESPACE } from '../platform/namespace.js'
import { storedHeaders } from '../store/handOut.js'
import { toBody } from '../store/slices.js'
import { createWorkerContext, type WorkerContext } from './context.js'
import { parseRange } from './parseRange.js'

/** Which requests may be answered from disk. Told by the URL alone, because a worker must say so synchronously. */
export type ServeOptions = {
  /** The client's namespace. @default 'default' */
  readonly namespace?: string
} & (
  | {
      /** Same-origin paths that begin so. */
      readonly prefix: string
    }
  | { readonly match: (request: Request) => boolean }
)

/**
 * Answers GET requests for finished files from disk, `Range` included, so that audio and video play and seek offline.
 * Whatever is not stored goes to the network as if nothing were here. Call it at the top level of the worker's script,
 * before the app's own `fetch` handlers.
 *
 * @throws BackgroundFetchError `invalid-option`
 */
export function serveStoredResponses(scope: ServiceWorkerGlobalScope, options: ServeOptions): void {
  const context = createWorkerContext(checkNamespace(options.namespace ?? DEFAULT_NAMESPACE))
  const isOurs =
    'match' in options
      ? options.match
      : ({ url }: Request) => {
          const { origin, pathname } = new URL(url)
          return origin === scope.location.origin && pathname.startsWith(options.prefix)
        }
  scope.addEventListener('fetch', (event) => {
    const { request } = event
    if (request.method === 'GET' && isOurs(request)) event.respondWith(serve(request, context))
  })
}

async function serve(request: Request, { journal, store }: WorkerContext): Promise<Response> {
  const url = new URL(request.url)
  url.hash = ''
  try {
    const row = await journal.findByUrl(url.href)
    const body = row && (await store.read(row.key))
    if (row && body) return answer(request, row, body)
  } catch {
    // A broken journal must not break the app's network.
  }
  return fetch(request)
}

/** RFC 9110, section 14: one range as 206, one that lies outside as 416, anything else whole. */
function answer(request: Request, row: ResponseRow, body: Blob): Response {
  const headers = storedHeaders(row, body.size)
  headers.set('accept-ranges', 'bytes')
  const range = isOfThis(request, headers) ? parseRange(request.headers.get('range'), body.size) : null
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${body.size}`)
    headers.set('content-length', '0')
    return new Response(null, { status: 416, headers })
  }
  if (!range)
    return new Response(hasNoBody(row) ? null : toBody(body), {
      status: row.status,
      headers,
    })
  const { start, end } = range
  headers.set('content-range', `bytes ${start}-${end - 1}/${body.size}`)
  headers.set('content-length', String(end - start))
  // A slice stays on disk: the whole of a film is never in memory.
  const part = body.slice(start, end, headers.get('content-type') ?? '')
  return new Response(toBody(part), { status: 206, headers })
}

/** RFC 9110, section 13.1.5: a range is of the bytes that its validator names; of any other the whole is sent. */
function isOfThis(request: Request, headers: Headers): boolean {
  const validator = request.headers.get('if-range')
  if (validator === null || validator === headers.get('last-modified')) return true
  return validator === headers.get('etag') && !validator.startsWith('W/')
}

function hasNoBody({ status }: ResponseRow): boolean {
  return status === 204 || status === 205
}
