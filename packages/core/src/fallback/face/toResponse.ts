import type { StoredRequest } from '../../adapter.js'
import type { FetchRow, ResponseRow } from '../../journal/rows.js'
import { storedHeaders, withBlob } from '../../store/handOut.js'
import { toBody } from '../../store/slices.js'
import { verifyAgain } from '../../store/verify.js'
import { aborted } from './exceptions.js'
import type { FaceInit } from './face.js'

/** Fetch, "null body status". */
const NULL_BODY_STATUSES = new Set([204, 205, 304])

/**
 * Section 5.8 "Create record objects": the response of a file that is whole on the disk, without the headers that spoke
 * of a range or of the bytes on the wire.
 *
 * @throws TypeError where the bytes are not what was asked for, or are gone
 */
export async function toResponse(
  row: ResponseRow,
  request: StoredRequest,
  { store, realm, digest }: Pick<FaceInit, 'store' | 'realm' | 'digest'>,
): Promise<Response> {
  const body = await store.read(row.key)
  if (await verifyAgain(request, row, body, digest))
    throw new TypeError(`${request.url}: the response is damaged.`)
  const response = dress(body && toBody(body), row, request, realm.origin)
  return body && response.body ? withBlob(response, body) : response
}

/** A response with this head, as far as it is true of a body that is decoded and whole. */
export function dress(
  body: Blob | ReadableStream<Uint8Array<ArrayBuffer>> | null,
  head: Pick<ResponseRow, 'status' | 'statusText' | 'responseUrl' | 'headers'>,
  request: StoredRequest,
  origin: string,
): Response {
  const headers = storedHeaders(head as ResponseRow, 0)
  headers.delete('content-length')
  const { status, statusText } = head
  const isEmpty = NULL_BODY_STATUSES.has(status)
  const response = new Response(isEmpty ? null : body, { status, statusText, headers })
  // A Blob brings its own type along.
  if (!headers.has('content-type')) response.headers.delete('content-type')
  return disguise(response, request.url, head.responseUrl || request.url, origin)
}

/** The response of a request that has none on the disk, once its background fetch has ended. */
export function toMissingResponse({ state }: FetchRow, request: StoredRequest, origin: string): Response {
  if (state.status === 'aborted') throw aborted()
  const failure = state.status === 'failed' ? state.failure : null
  const status = failure?.reason === 'bad-status' && failure.url === request.url ? failure.httpStatus : null
  if (status === null || status < 200) throw new TypeError(`${request.url}: there is no response.`)
  // The body of an answer that nobody asked for is not kept.
  return disguise(new Response(null, { status }), request.url, request.url, origin)
}

/**
 * A constructed response has no URL and the type `'default'`: it is given those of the one that was fetched. Headers
 * that CORS does not expose never reached the engine (Fetch, "CORS filtered response").
 */
function disguise(response: Response, requested: string, url: string, origin: string): Response {
  const isBasic = [requested, url].every((href) => new URL(href).origin === origin)
  const clone = response.clone.bind(response)
  const value = (value: unknown) => ({ value, enumerable: true, configurable: true })
  return Object.defineProperties(response, {
    url: value(url),
    type: value(isBasic ? 'basic' : 'cors'),
    redirected: value(url !== requested),
    clone: value(() => disguise(clone(), requested, url, origin)),
  })
}
