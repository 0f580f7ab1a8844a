import type { ResponseRow } from '../journal/rows.js'
import { toBody } from './slices.js'
import type { ResponseStore } from './store.js'

/** Headers that spoke of the bytes on the wire: what is stored is decoded and whole. */
const WIRE_HEADERS = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'content-range'])

/** The stored headers as they are true of the stored bytes. */
export function storedHeaders(row: ResponseRow, size: number): Headers {
  const kept = row.headers.filter(([name]) => !WIRE_HEADERS.has(name.toLowerCase()))
  const headers = new Headers(kept.map(([name, value]): [string, string] => [name, value]))
  headers.set('content-length', String(size))
  return headers
}

/**
 * A finished file as a response whose body is read from disk. `undefined` where the browser has evicted it. Its `blob()`
 * is the stored file itself, readable for as long as it is stored.
 */
export async function handOut(store: ResponseStore, row: ResponseRow): Promise<Response | undefined> {
  const body = await store.read(row.key)
  if (!body) return undefined
  const { status, statusText } = row
  const headers = storedHeaders(row, body.size)
  // A part that the app asked for by its own Range stays the part that it is.
  const range = row.headers.find(([name]) => name.toLowerCase() === 'content-range')
  if (status === 206 && range) headers.set('content-range', range[1])
  const hasNoBody = status === 204 || status === 205
  const response = new Response(hasNoBody ? null : toBody(body), { status, statusText, headers })
  return hasNoBody ? response : withBlob(response, body)
}

/** The browser's own `blob()` may read the whole file: 1 GiB in Firefox, 900 MB into 1.9 GB of memory in WebKitGTK (measured). */
export function withBlob(response: Response, body: Blob): Response {
  const type = response.headers.get('content-type') ?? ''
  // A response that was read already refuses as any other does.
  const blob = async () =>
    response.bodyUsed ? Response.prototype.blob.call(response) : body.slice(0, body.size, type)
  return Object.assign(response, { blob })
}
