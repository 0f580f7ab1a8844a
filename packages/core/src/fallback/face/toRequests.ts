import type { StoredRequest } from '../../adapter.js'
import { parseIntegrity } from '../../records/integrity.js'
import { checkDanglingMarkup, checkUrl } from './checkUrl.js'
import { toDOMString, toSequence } from './idl.js'

/** Web IDL's `(RequestInfo or sequence<RequestInfo>)`. */
export function toRequestInfos(value: unknown): readonly RequestInfo[] {
  if (value instanceof Request) return [value]
  const sequence = toSequence(value)
  return sequence ? sequence.map(toRequestInfo) : [toDOMString(value)]
}

export function toRequestInfo(value: unknown): RequestInfo {
  return value instanceof Request ? value : toDOMString(value)
}

/**
 * Section 7.3.1 "fetch()", steps 5 and 6: the Request constructor's own refusals first, then the mode; and what
 * `checkUrl` says.
 *
 * @param base where the page lives
 * @throws TypeError
 */
export function toRequests(infos: readonly RequestInfo[], base: string): readonly Request[] {
  if (infos.length === 0) throw new TypeError('At least one request must be given.')
  return infos.map((info) => {
    const request = new Request(info)
    if (request.mode === 'no-cors') throw new TypeError(`${request.url}: mode “no-cors” is not allowed.`)
    if (typeof info === 'string') checkDanglingMarkup(info)
    checkUrl(request.url, base)
    return request
  })
}

/**
 * Section 7.3.1 "fetch()", steps 8.6–8.10: a request with the whole of its body, as it is kept.
 *
 * @throws TypeError where a body can't be read
 */
export async function toStoredRequest(request: Request): Promise<StoredRequest> {
  const { url, method, mode, credentials, cache, redirect, referrer, referrerPolicy, integrity } = request
  return {
    url: withoutHash(url),
    method,
    headers: [...request.headers],
    body: await readBody(request),
    mode: mode === 'same-origin' ? 'same-origin' : 'cors',
    credentials,
    cache,
    redirect,
    referrer,
    referrerPolicy,
    size: null,
    integrity: readIntegrity(integrity),
  }
}

async function readBody(request: Request): Promise<Blob | null> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.body === null) return null
  try {
    const body = await request.blob()
    // Firefox has no `request.body`: there an empty one can't be told from none.
    return 'body' in request || body.size > 0 ? body : null
  } catch (cause) {
    throw new TypeError(`${request.url}: its body could not be read.`, { cause })
  }
}

/** Subresource Integrity, "Parse metadata": metadata that can't be read asks for nothing. */
function readIntegrity(integrity: string): string | null {
  if (integrity === '') return null
  try {
    parseIntegrity(integrity)
    return integrity
  } catch {
    return null
  }
}

export function withoutHash(href: string): string {
  const url = new URL(href)
  url.hash = ''
  return url.href
}
