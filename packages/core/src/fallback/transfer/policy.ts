/** How patient a transfer is. Plain data, so that it can be sent to a worker. */
export interface TransferPolicy {
  /** Without a byte for so long, before the headers or after them, a request is ended and repeated. One that may not be
   * repeated is given all the time it wants for its headers. @default 30_000 */
  readonly idleTimeoutMs: number
  /** Attempts in a row that brought nothing before a file fails; a byte gained starts the count anew. @default 8 */
  readonly maxAttempts: number
  /** The longest wait after a first failure; it doubles with each fruitless attempt. @default 1_000 */
  readonly backoffMs: number
  /** @default 60_000 */
  readonly longestBackoffMs: number
  /** The longest a server's `Retry-After` is obeyed. @default 600_000 */
  readonly longestRetryAfterMs: number
  /**
   * Methods that may be sent again although the server may have acted on them. Others are repeated only where nothing
   * was sent: not after a reload either. @default ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']
   */
  readonly repeatable: readonly string[]
}

export const DEFAULT_POLICY: TransferPolicy = {
  idleTimeoutMs: 30_000,
  maxAttempts: 8,
  backoffMs: 1_000,
  longestBackoffMs: 60_000,
  longestRetryAfterMs: 600_000,
  // RFC 9110, section 9.2.2.
  repeatable: ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'],
}
