import type { StoredRequest } from '../adapter.js'
import { BackgroundFetchError } from '../errors.js'
import type { BackgroundFetchRequestInit, BackgroundFetchRequestLike } from '../types.js'
import { encodeFormData } from './encodeFormData.js'
import { parseIntegrity } from './integrity.js'

/** `CONNECT`, `TRACE` and `TRACK` are forbidden to script (Fetch, section 2.2.1). */
const FORBIDDEN_METHODS = new Set(['CONNECT', 'TRACE', 'TRACK'])
const NORMALISED_METHODS = new Set(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH'])

/**
 * Reads what the app passed into plain data, bodies included.
 *
 * @param base resolves relative URLs
 * @throws BackgroundFetchError for what can never work, before anything is written
 */
export async function toStoredRequests(
  requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[],
  base: string,
): Promise<readonly StoredRequest[]> {
  const list: readonly BackgroundFetchRequestLike[] = Array.isArray(requests)
    ? requests
    : [requests as BackgroundFetchRequestLike]
  if (list.length === 0) {
    throw new BackgroundFetchError(
      'no-requests',
      'A background fetch needs at least one request; the list is empty.',
    )
  }
  return Promise.all(list.map((request) => toStoredRequest(request, base)))
}

async function toStoredRequest(like: BackgroundFetchRequestLike, base: string): Promise<StoredRequest> {
  const { url, init: asGiven, size, integrity } = toInit(like)
  const isForm = typeof FormData !== 'undefined' && asGiven?.body instanceof FormData
  const init = isForm ? { ...asGiven, body: encodeFormData(asGiven.body as FormData) } : asGiven
  checkSize(size)
  const absolute = toUrl(url, base)
  const given = url instanceof Request ? url : undefined
  if ((init?.mode ?? given?.mode) === 'no-cors') {
    throw new BackgroundFetchError(
      'no-cors',
      `${absolute} was asked for with mode 'no-cors'. Its bytes could be neither verified nor counted, and browsers refuse it. Let the server send CORS headers and leave the mode out.`,
    )
  }
  const method = normaliseMethod(init?.method ?? given?.method ?? 'GET', absolute)
  const request = await buildRequest(given ?? absolute, init, method)
  const checksum = integrity ?? init?.integrity ?? (given?.integrity || undefined)
  if (checksum !== undefined) parseIntegrity(checksum)
  return {
    url: absolute,
    method,
    headers: [...request.headers],
    body: await bodyOf(request, init, method),
    mode: request.mode === 'same-origin' ? 'same-origin' : 'cors',
    credentials: request.credentials,
    cache: request.cache,
    redirect: request.redirect,
    referrer: request.referrer,
    referrerPolicy: request.referrerPolicy,
    size: size ?? null,
    integrity: checksum ?? null,
  }
}

type Normalised = Omit<BackgroundFetchRequestInit, 'url'> & { readonly url: string | URL | Request }

function toInit(like: BackgroundFetchRequestLike): Normalised {
  if (typeof like === 'string' || like instanceof URL || like instanceof Request) return { url: like }
  if (typeof like === 'object' && (typeof like?.url === 'string' || like?.url instanceof URL)) return like
  throw new BackgroundFetchError(
    'invalid-url',
    `A request must be a string, a URL, a Request or an object with a url; this one is ${describe(like)}.`,
  )
}

function describe(like: unknown): string {
  return typeof like === 'object' && like !== null
    ? `an object with url: ${typeof (like as { url?: unknown }).url}`
    : String(like)
}

function toUrl(input: string | URL | Request, base: string): string {
  const text = input instanceof Request ? input.url : String(input)
  let url: URL
  try {
    url = new URL(text, base)
  } catch (cause) {
    throw new BackgroundFetchError(
      'invalid-url',
      `“${text}” is not a URL. Pass an absolute one, or one relative to the page.`,
      { cause },
    )
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new BackgroundFetchError(
      'invalid-url',
      `${url.protocol} URLs can't be fetched in the background: only http: and https: can.`,
    )
  }
  if (url.username || url.password) {
    throw new BackgroundFetchError(
      'credentials-in-url',
      `${url.host} was given with a user name or password in the URL, which fetch refuses and logs would keep. Send an Authorization header instead.`,
    )
  }
  url.hash = ''
  return url.href
}

function checkSize(size: number | undefined): void {
  if (size === undefined || (Number.isSafeInteger(size) && size >= 0)) return
  throw new BackgroundFetchError(
    'invalid-size',
    `size must be a whole number of bytes, 0 or more; it is ${String(size)}. Leave it out where it is not known exactly.`,
  )
}

function normaliseMethod(method: string, url: string): string {
  const upper = method.toUpperCase()
  if (FORBIDDEN_METHODS.has(upper) || !/^[\w!#$%&'*+.^`|~-]+$/.test(method)) {
    throw new BackgroundFetchError(
      'unsupported-method',
      `${url} was asked for with the method ${method}, which browsers forbid. Use GET, POST, PUT, PATCH or DELETE.`,
    )
  }
  return NORMALISED_METHODS.has(upper) ? upper : method
}

async function buildRequest(
  input: string | Request,
  init: RequestInit | undefined,
  method: string,
): Promise<Request> {
  // A stream can be read once: it would be empty after the first failure or reload.
  if (init?.body instanceof ReadableStream) {
    throw new BackgroundFetchError(
      'unsupported-body',
      'A ReadableStream can be sent once only, but a background fetch must be able to send its body again. Pass a Blob, a File or a buffer.',
    )
  }
  if (init?.body != null && (method === 'GET' || method === 'HEAD')) {
    throw new BackgroundFetchError(
      'unsupported-body',
      `A ${method} request can't have a body. Use POST or PUT, or leave the body out.`,
    )
  }
  if (input instanceof Request && input.bodyUsed) {
    throw new BackgroundFetchError(
      'unsupported-body',
      'The body of this Request has been read already, so there is nothing left to send. Pass request.clone(), or a new one.',
    )
  }
  const { integrity: _checkedByUs, signal: _endsWithThePage, ...rest } = init ?? {}
  try {
    // Any init at all makes the constructor forget a Request's referrer and its policy (Fetch, section 5.4).
    return input instanceof Request ? input.clone() : new Request(input, { ...rest, method })
  } catch (cause) {
    throw new BackgroundFetchError(
      'invalid-option',
      `The browser refuses this request: ${String(cause)}. Look at its init.`,
      { cause },
    )
  }
}

async function bodyOf(request: Request, init: RequestInit | undefined, method: string): Promise<Blob | null> {
  if (method === 'GET' || method === 'HEAD') return null
  if (request.body === null && init?.body == null) return null
  return request.blob()
}

/** The request as the platform takes it, made anew from what the journal kept. */
export function toPlatformRequest(stored: StoredRequest): Request {
  const { url, method, headers, body, mode, credentials, cache, redirect, referrer, referrerPolicy } = stored
  return new Request(url, {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    body,
    mode,
    credentials,
    cache,
    redirect,
    referrer,
    referrerPolicy,
  })
}
