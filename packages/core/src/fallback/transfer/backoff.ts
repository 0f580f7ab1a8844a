import type { TransferPolicy } from './policy.js'

type Backoff = Pick<TransferPolicy, 'backoffMs' | 'longestBackoffMs' | 'longestRetryAfterMs'>

/**
 * How long to wait before the next attempt: anything up to a limit that doubles, so that a thousand clients of a
 * server that fell do not come back at once; at least as long as the server asked for.
 *
 * @param fruitless attempts in a row that brought nothing, 0 where the last one gained bytes
 * @param chance 0 up to, not including, 1
 */
export function retryDelay(
  fruitless: number,
  retryAfterMs: number | null,
  chance: number,
  { backoffMs, longestBackoffMs, longestRetryAfterMs }: Backoff,
): number {
  const limit = Math.min(longestBackoffMs, backoffMs * 2 ** fruitless)
  const asked = Math.min(longestRetryAfterMs, retryAfterMs ?? 0)
  return Math.max(asked, Math.round(limit * chance))
}

/** `Retry-After` (RFC 9110, section 10.2.3) as milliseconds from now. `null` where there is none, or nonsense. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? ''
  if (/^\d+$/.test(text)) return Number(text) * 1_000
  // Every form of an HTTP-date names a day; `Date.parse` would take much more, and the oldest form for local time.
  const at = /^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? /i.test(text)
    ? Date.parse(text.replace(/( gmt)?$/i, ' GMT'))
    : Number.NaN
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
