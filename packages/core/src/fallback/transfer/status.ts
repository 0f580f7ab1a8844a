/** Statuses below 500 that time heals: Request Timeout, Too Early, Too Many Requests. */
const TRANSIENT = new Set([408, 425, 429])

/** What a status means for a transfer. A redirect that was not followed and a 304 bring no bytes, so they fail. */
export function classifyStatus(status: number): 'ok' | 'transient' | 'fatal' {
  if (status >= 200 && status <= 299) return 'ok'
  return TRANSIENT.has(status) || (status >= 500 && status <= 599) ? 'transient' : 'fatal'
}
