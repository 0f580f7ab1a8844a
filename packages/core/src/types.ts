/**
 * What a developer tracks a background fetch by, and everything a client takes and gives. Bytes and times have no unit
 * in their names: bytes are bytes, times are epoch milliseconds. `null` means "not known", never 0.
 */

/** One file of a background fetch. The object stays the same while bytes move. */
export interface BackgroundFetchFile {
  /** Absolute URL, without fragment. */
  readonly url: string
  /** Decoded size in bytes, once it is known. */
  readonly size: number | null
}

/** An image for the browser's own notification, as the platform's `ImageResource`. */
export interface ImageResource {
  readonly src: string
  readonly sizes?: string
  readonly type?: string
  readonly label?: string
}

/**
 * Why a background fetch failed: the specification's `BackgroundFetchFailureReason` (WICG Background Fetch, section 6.3)
 * without `''` and `'aborted'`, and four of our own: `'truncated'` (fewer or more bytes than promised), `'integrity'`
 * (the checksum differs), `'lost'` (the browser dropped it without a word) and `'unanswered'` (a POST or the like was
 * sent, or may have been, and its whole answer never came: only a person or the app can know whether to send it again).
 */
export type FailureReason =
  | 'bad-status'
  | 'fetch-error'
  | 'quota-exceeded'
  | 'download-total-exceeded'
  | 'truncated'
  | 'integrity'
  | 'lost'
  | 'unanswered'

/** Why a background fetch is not moving although nobody stopped it. */
export type InterruptionReason =
  | 'offline'
  | 'server'
  | 'metered'
  | 'permission'
  | 'page-closed'
  | 'storage'
  | 'service-worker'
  | 'unsupported'
  | 'unknown'

export type EngineName = 'native' | 'fallback' | 'memory'

export interface BackgroundFetchFailure {
  readonly reason: FailureReason
  /** HTTP status of the file that failed, where there was an answer. */
  readonly httpStatus: number | null
  /** URL of the first file that failed, where it is known. */
  readonly url: string | null
}

/** What is true of a background fetch in every state. */
export interface BackgroundFetchFacts {
  readonly id: string
  /** 1, 2, …: every retry or resubmission is a new one; the record outlives them. */
  readonly attempt: number
  /** Decoded bytes received. Never goes down within an attempt. */
  readonly downloaded: number
  /** Decoded bytes expected in all, where they are known. */
  readonly downloadTotal: number | null
  readonly uploaded: number
  readonly uploadTotal: number | null
  /** Smoothed speed while bytes move. */
  readonly bytesPerSecond: number | null
  readonly files: readonly BackgroundFetchFile[]
  /** How many of `files` are verified and stored. */
  readonly filesCompleted: number
  /**
   * How many of `files` turned out to have changed on the server on their way here, and were begun again. What is kept of
   * them is of one version. Only the fallback engine can tell: of the native one it is always 0.
   */
  readonly filesRestarted: number
  readonly title: string
  readonly icons: readonly ImageResource[]
  readonly engine: EngineName
  readonly createdAt: number
  readonly updatedAt: number
  /** When it ended, while it is ended. */
  readonly settledAt: number | null
}

export type PendingPhase = 'queued' | 'transferring' | 'verifying' | 'storing'

/** On its way; nothing for anyone to do. */
export interface PendingState {
  readonly status: 'pending'
  readonly phase: PendingPhase
}

/** Not moving for a reason outside the app. Kept whole, and goes on when the reason ends. */
export interface InterruptedState {
  readonly status: 'interrupted'
  readonly reason: InterruptionReason
  /** Going on takes something a person does: a tap on retry, a permission, room on the disk. */
  readonly needsUser: boolean
  readonly nextAttemptAt: number | null
}

export interface FailedState {
  readonly status: 'failed'
  readonly failure: BackgroundFetchFailure
}

/**
 * The state of a background fetch. `'completed'` means every file is verified and stored on the device.
 * `'completed'`, `'aborted'` and `'failed'` are endings; `retry()` leaves the last two.
 */
export type BackgroundFetchState =
  | PendingState
  | InterruptedState
  | { readonly status: 'paused' }
  | { readonly status: 'completed' }
  | { readonly status: 'aborted' }
  | FailedState

export type BackgroundFetchStatus = BackgroundFetchState['status']

/** Our immutable picture of one background fetch. */
export type BackgroundFetchRecord = BackgroundFetchFacts & BackgroundFetchState

/** A file to fetch, with what is known of it beforehand. */
export interface BackgroundFetchRequestInit {
  readonly url: string | URL
  /** Method, headers, body and credentials, as for `fetch()`. They survive a reload. */
  readonly init?: RequestInit
  /**
   * Exact decoded size in bytes. Verified: a file of another size is `'truncated'`. Give it for what a server sends
   * compressed: of such a body WebKit, and Firefox behind a service worker, may take half for all (measured), and only
   * this or `integrity` can tell.
   */
  readonly size?: number
  /** Subresource Integrity metadata (`sha256-…`, `sha384-…`, `sha512-…`). Verified against the stored bytes. */
  readonly integrity?: string
}

export type BackgroundFetchRequestLike = string | URL | Request | BackgroundFetchRequestInit

/** Options of one background fetch, as the platform has them (WICG Background Fetch, `BackgroundFetchOptions`). */
export interface BackgroundFetchOptions {
  /** Shown in the list and in the browser's own notification. @default the last path segment of the first file */
  readonly title?: string
  readonly icons?: readonly ImageResource[]
  /** Expected decoded bytes over all files. A hint for percentages; `size` per file is what is verified. */
  readonly downloadTotal?: number
}

/** What an engine can do: a button for anything else would be dead. */
export interface BackgroundFetchCapabilities {
  readonly pause: boolean
  /** Goes on when the last page of the app is closed. */
  readonly survivesPageClose: boolean
  readonly uploads: boolean
  /** Cross-origin requests with headers or methods that need a CORS preflight. */
  readonly crossOriginHeaders: boolean
}

/** What this browser, here and now, can promise. Asked again at every call: never remembered. */
export interface BackgroundFetchSupport {
  /** The engine that new fetches go to; `null` where there is none. */
  readonly engine: EngineName | null
  /** Why no engine is ready, and what a fetch started now would be interrupted by; `null` where one is ready. */
  readonly obstacle: InterruptionReason | null
  readonly capabilities: BackgroundFetchCapabilities
  /** The same for each engine that a record may name: buttons go by `capabilitiesOf[record.engine]`. */
  readonly capabilitiesOf: Readonly<Partial<Record<EngineName, BackgroundFetchCapabilities>>>
  /** `'no-listener'`: a worker is active, but it does not call `listenForBackgroundFetches` for this namespace. */
  readonly serviceWorker: 'ready' | 'no-listener' | 'not-active' | 'none' | 'unsupported'
  readonly permission: PermissionState | 'unknown'
  /** `'memory'`: IndexedDB is not to be had (private mode, blocked storage), and nothing outlives the page. */
  readonly journal: 'indexeddb' | 'memory'
}

/** What changed in one flush. Read the records with `peek`. */
export interface BackgroundFetchChange {
  /** Ids whose record changed or came. */
  readonly updated: readonly string[]
  readonly removed: readonly string[]
  /** A fetch came, went or changed status or order: not merely its numbers. */
  readonly structural: boolean
  /** The turn of one came, or it waits for it again: others stand at another place in the queue. */
  readonly queueMoved: boolean
}

export interface BackgroundFetchPage {
  /** Newest first. */
  readonly records: readonly BackgroundFetchRecord[]
  /** Hand it to the next `getPage` call; `null` on the last page. */
  readonly next: BackgroundFetchCursor | null
}

/** An opaque place in the journal. */
export type BackgroundFetchCursor = readonly [number, string]

export type StoredRequestLike = string | URL | Request

export interface BackgroundFetchClient {
  /**
   * Starts a background fetch. Resolves once the job is on disk and the engine has answered; from then on the
   * environment can only make it `'interrupted'`.
   *
   * @throws BackgroundFetchError for wrong use, before anything is written.
   * @throws DOMException `QuotaExceededError` where the device has not even room to note the job
   */
  fetch(
    id: string,
    requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[],
    options?: BackgroundFetchOptions,
  ): Promise<BackgroundFetchRecord>
  get(id: string): Promise<BackgroundFetchRecord | undefined>
  /** Every record of the journal, newest first. Use `getPage` where there may be thousands. */
  getAll(): Promise<readonly BackgroundFetchRecord[]>
  getPage(options?: {
    readonly after?: BackgroundFetchCursor | null
    readonly limit?: number
  }): Promise<BackgroundFetchPage>
  /** Ids of every record of the journal, newest first. */
  getIds(): Promise<readonly string[]>
  /** Stops it for good. `false` where there was nothing to stop. Finished files stay until `remove`. */
  abort(id: string): Promise<boolean>
  /**
   * Tries again, now, whatever is not on the device yet. Leaves `'failed'`, `'aborted'` and `'interrupted'`; in any
   * other state nothing happens. Resolves with the record as it then is.
   *
   * @throws BackgroundFetchError `unknown-id`
   */
  retry(id: string): Promise<BackgroundFetchRecord>
  /**
   * Stops the transfer and keeps what it has, until `resume`. `false` where it was not under way.
   *
   * @throws BackgroundFetchError `not-supported` where the engine has no pause (`support().capabilities.pause`).
   */
  pause(id: string): Promise<boolean>
  resume(id: string): Promise<boolean>
  /** Forgets the record and frees its bytes. `false` where there was none. */
  remove(id: string): Promise<boolean>
  /** The stored response of one finished file, or `undefined`. Its body is backed by the disk. */
  match(id: string, request: StoredRequestLike): Promise<Response | undefined>
  /** Stored responses of every finished file, in the order of `files`. */
  matchAll(id: string): Promise<readonly Response[]>
  /** Calls `listener` once a flush: at most once a frame while bytes move, at once for endings. */
  subscribe(listener: (change: BackgroundFetchChange) => void): () => void
  /** The record as of the last flush, without waiting. `undefined` until it was loaded. */
  peek(id: string): BackgroundFetchRecord | undefined
  /** Loaded ids, newest first; a new array only when it changed. */
  peekIds(): readonly string[]
  /** Settles when what the journal knew at the start has been loaded. What the browser says of it follows as changes. */
  ready(): Promise<void>
  /** Whether `ready()` has settled. */
  readonly isReady: boolean
  support(): Promise<BackgroundFetchSupport>
  /** Lets go of listeners, timers and connections. Transfers go on. Later calls throw `client-disposed`. */
  dispose(): void
}
