import type { StoredRequest } from '../adapter.js'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'POST'])
const SAFE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'])
const LANGUAGE_HEADERS = new Set(['accept-language', 'content-language'])
const LANGUAGE_VALUE = /^[\dA-Za-z *,.;=-]*$/
/** Bytes that take a value off the safelist (Fetch, section 2.2.2 "CORS-unsafe request-header byte"). */
// eslint-disable-next-line no-control-regex -- control bytes are what is looked for
const UNSAFE_BYTE = /[\0-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/
const SAFE_HEADER_LENGTH = 128

/**
 * Whether a request needs a CORS preflight (Fetch, section 4.8 "CORS-preflight fetch" and 2.2.2 "CORS-safelisted
 * request-header"). Chromium's Background Fetch fails such a request with `fetch-error` and sends nothing.
 */
export function needsPreflight(request: StoredRequest, origin: string): boolean {
  if (new URL(request.url).origin === origin) return false
  if (!SAFE_METHODS.has(request.method)) return true
  return request.headers.some(([name, value]) => !isSafeHeader(name.toLowerCase(), value))
}

function isSafeHeader(name: string, value: string): boolean {
  if (value.length > SAFE_HEADER_LENGTH) return false
  if (name === 'range') return /^bytes=\d+-\d*$/.test(value)
  if (LANGUAGE_HEADERS.has(name)) return LANGUAGE_VALUE.test(value)
  if (UNSAFE_BYTE.test(value)) return false
  return (
    name === 'accept' ||
    (name === 'content-type' && SAFE_TYPES.has(value.split(';')[0]!.trim().toLowerCase()))
  )
}
