import type { StoredRequest } from '../../adapter.js'
import type { ByteFile } from '../../store/bytes.js'
import type { BackgroundFetchFailure, InterruptionReason } from '../../types.js'

/** What is known of a file's representation on the server: whether bytes that come later belong to those kept. */
export interface Validators {
  /** Strong only: a weak one may not be used to splice (RFC 9110, section 13.1.5). */
  readonly etag: string | null
  readonly lastModified: string | null
  /** Bytes of the whole, where the server said. */
  readonly total: number | null
}

/** The head of a response, as it is kept beside the bytes. */
export interface ResponseHead {
  readonly status: number
  readonly statusText: string
  readonly responseUrl: string
  readonly headers: readonly (readonly [string, string])[]
}

/** What is remembered of a file that is not whole yet. Its bytes are in the `ByteFile`. */
export interface Partial {
  readonly head: ResponseHead
  readonly validators: Validators
  /** The file changed on its way: what was kept before was of another version. */
  readonly isRestarted?: boolean
}

export interface TransferProgress {
  /** Decoded bytes of this file that are kept or on their way to the disk. */
  readonly downloaded: number
  readonly uploaded: number
  readonly total: number | null
  /** The file changed on the server, and was begun again. */
  readonly isRestarted: boolean
}

/** Nothing moves, and it goes on by itself. `null` ends an interruption. */
export interface Waiting {
  readonly reason: InterruptionReason
  readonly needsUser: boolean
  readonly nextAttemptAt: number | null
}

export interface TransferInit {
  readonly request: StoredRequest
  readonly file: ByteFile
  /** What was kept by an earlier run; bytes without one are thrown away. */
  readonly partial: Partial | null
  /** Remembers the head and validators before the bytes that they describe. */
  readonly savePartial: (partial: Partial | null) => Promise<void>
  /** An earlier run has sent the request, or may have, and nobody has asked for it again since. */
  readonly wasSent: boolean
  /** Remembers that before its first byte may leave; and forgets it where none has. */
  readonly noteSent: (wasSent: boolean) => Promise<void>
  readonly signal: AbortSignal
  /**
   * Asked before a request is sent ahead of its turn: what to call when it has ended, `null` where there may be no more
   * requests. @default none is sent ahead
   */
  readonly takeSlot?: () => (() => void) | null
  readonly onProgress: (progress: TransferProgress) => void
  readonly onWaiting: (waiting: Waiting | null) => void
}

/** A file that is whole, or a failure that no waiting can heal. Aborting throws the signal's reason. */
export type TransferResult =
  | { readonly done: true; readonly head: ResponseHead; readonly isRestarted: boolean }
  | { readonly done: false; readonly failure: BackgroundFetchFailure }
