import type { StoredRequest } from '../adapter.js'
import type { ResponseRow } from '../journal/rows.js'
import { parseIntegrity } from '../records/integrity.js'
import type { BackgroundFetchFailure } from '../types.js'
import type { Digest } from './digest.js'

/**
 * Whether what lies on the disk is what was asked for: status, length where it is knowable, checksum where one was
 * given. `null` where all is right. Chromium can report success for a 200 with the right header and an empty body
 * (measured), so nobody's word is taken but the disk's.
 *
 * @param body what the store gave back; `null` where it has nothing
 * @param digest how to hash; a service worker must bring its own
 */
export async function verifyFile(
  request: StoredRequest,
  response: ResponseRow,
  body: Blob | null,
  digest: Digest = digestLater,
): Promise<BackgroundFetchFailure | null> {
  const failure = (reason: BackgroundFetchFailure['reason']): BackgroundFetchFailure => ({
    reason,
    httpStatus: response.status,
    url: request.url,
  })
  if (!isOk(response.status)) return failure('bad-status')
  if (!body) return failure('lost')
  if (!hasRightLength(request, response, body.size)) return failure('truncated')
  if (request.integrity === null) return null
  const { algorithm, digests } = parseIntegrity(request.integrity)
  if (!digests.includes(await digest(body, algorithm))) return failure('integrity')
  return null
}

/** The same of what may have been verified when it came: that is looked at again, but not hashed again. */
export function verifyAgain(
  request: StoredRequest,
  response: ResponseRow,
  body: Blob | null,
  digest?: Digest,
): Promise<BackgroundFetchFailure | null> {
  const integrity = response.verifiedAt === null ? request.integrity : null
  return verifyFile({ ...request, integrity }, response, body, digest)
}

export function isOk(status: number): boolean {
  return status >= 200 && status <= 299
}

function hasRightLength(request: StoredRequest, response: ResponseRow, actual: number): boolean {
  if (request.size !== null && request.size !== actual) return false
  const promised = promisedLength(request, response)
  if (promised === null) return true
  // Encoded lengths say nothing of decoded ones, but nothing at all is too little for every encoding.
  return isEncodingKnownToBeNone(request, response) ? promised === actual : promised === 0 || actual > 0
}

function promisedLength(request: StoredRequest, response: ResponseRow): number | null {
  if (request.method === 'HEAD' || response.status === 204 || response.status === 205) return null
  const text = headerOf(response, 'content-length')
  return text !== null && /^\d+$/.test(text) ? Number(text) : null
}

/** Cross-origin, `Content-Encoding` can't be read unless the server exposes it: a gzip CDN must not look truncated. */
function isEncodingKnownToBeNone(request: StoredRequest, response: ResponseRow): boolean {
  const encoding = headerOf(response, 'content-encoding')
  if (encoding !== null) return encoding.trim().toLowerCase() === 'identity'
  const from = new URL(response.responseUrl || request.url).origin
  if (from === globalThis.location?.origin && new URL(request.url).origin === from) return true
  const exposed = headerOf(response, 'access-control-expose-headers')?.toLowerCase() ?? ''
  return exposed
    .split(',')
    .some(
      (name) =>
        name.trim() === 'content-encoding' || (name.trim() === '*' && request.credentials !== 'include'),
    )
}

function headerOf(response: ResponseRow, name: string): string | null {
  return response.headers.find(([key]) => key.toLowerCase() === name)?.[1] ?? null
}

/** Most pages never hash anything: the code comes when it is needed. A service worker may not import so late. */
const digestLater: Digest = async (body, algorithm) => (await import('./digest.js')).digest(body, algorithm)
