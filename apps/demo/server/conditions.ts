import type { IncomingHttpHeaders } from 'node:http'

/** What identifies the state of a file. An absent one is not sent, so nobody can ask about it. */
export interface Validators {
  etag?: string
  /** As in the header: whole seconds. */
  lastModified?: string
}

/** Whether the client's copy is still good, so that 304 is the answer (RFC 9110, 13.1.2 and 13.1.3). */
export function isUnmodified(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    if (tags.trim() === '*') return true
    return etag !== undefined && tags.split(',').some((tag) => opaque(tag) === opaque(etag))
  }
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return lastModified !== undefined && Date.parse(lastModified) <= since
}

/** Whether `If-Range` allows a part to be sent: no such header, the same strong ETag, or the very same date (13.1.5). */
export function allowsRange(headers: IncomingHttpHeaders, { etag, lastModified }: Validators): boolean {
  const condition = headers['if-range']
  if (typeof condition !== 'string') return true
  if (condition.startsWith('"')) return condition === etag
  return condition === lastModified
}

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '')
