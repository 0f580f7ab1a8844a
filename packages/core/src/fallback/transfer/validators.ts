import type { Validators } from './types.js'

/** RFC 7232's margin: two changes within a second bear the same date, and clocks differ. RFC 9110 would do with one second. */
const LAST_MODIFIED_MARGIN_MS = 60_000

/**
 * What a response says of its representation, only as far as it may be used to splice: a strong ETag or, where there
 * is no ETag at all, a `Last-Modified` that is strong by its distance from `Date` (RFC 9110, sections 8.8.2.2 and 13.1.5).
 */
export function readValidators(headers: Headers, total: number | null): Validators {
  const etag = headers.get('etag')
  const date = headers.get('last-modified')
  const isStrongDate = etag === null && isOlder(date, headers.get('date'))
  return { etag: isStrongTag(etag) ? etag : null, lastModified: isStrongDate ? date : null, total }
}

function isStrongTag(etag: string | null): boolean {
  return etag !== null && /^"[^"]*"$/.test(etag)
}

function isOlder(lastModified: string | null, date: string | null): boolean {
  return Date.parse(date ?? '') - Date.parse(lastModified ?? '') >= LAST_MODIFIED_MARGIN_MS
}

/** Whether there is anything to tell this representation from another by. */
export function canSplice({ etag, lastModified }: Validators): boolean {
  return etag !== null || lastModified !== null
}

/** What to send as `If-Range`; `null` where there is nothing that may be. */
export function ifRangeOf({ etag, lastModified }: Validators): string | null {
  return etag ?? lastModified
}

/** Whether later bytes belong to those kept. `'unknown'`: they can't be compared, so they can't be spliced either. */
export function compareValidators(kept: Validators, now: Validators): 'same' | 'changed' | 'unknown' {
  if (kept.total !== null && now.total !== null && kept.total !== now.total) return 'changed'
  for (const name of ['etag', 'lastModified'] as const) {
    if (kept[name] === null || now[name] === null) continue
    return kept[name] === now[name] ? 'same' : 'changed'
  }
  return 'unknown'
}
