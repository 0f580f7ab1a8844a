import type {
  BackgroundFetchCapabilities,
  EngineName,
  ImageResource,
  InterruptedState,
  PendingState,
} from './types.js'

/** A request as the journal keeps it: plain data that survives a reload. */
export interface StoredRequest {
  readonly url: string
  readonly method: string
  readonly headers: readonly (readonly [string, string])[]
  readonly body: Blob | null
  readonly mode: 'cors' | 'same-origin'
  readonly credentials: RequestCredentials
  readonly cache: RequestCache
  readonly redirect: RequestRedirect
  readonly referrer: string
  readonly referrerPolicy: ReferrerPolicy
  /** Exact decoded bytes, where the app knows them. */
  readonly size: number | null
  readonly integrity: string | null
}

/** What an engine needs to begin one attempt. */
export interface AttemptInit {
  readonly id: string
  readonly attempt: number
  /** Only what is still missing, each with its place in the record's `files`. */
  readonly requests: readonly { readonly file: number; readonly request: StoredRequest }[]
  readonly title: string
  readonly icons: readonly ImageResource[]
}

/** `'settled'`: the attempt's ending is in the journal, or will be as soon as the side that commits has done so. */
export type ReadingState =
  | PendingState
  | InterruptedState
  | { readonly status: 'paused' }
  | { readonly status: 'settled' }

/** What an engine reports of an attempt under way; a record before titles, times and speed. */
export interface Reading {
  readonly id: string
  readonly attempt: number
  readonly state: ReadingState
  /** Of this attempt alone. */
  readonly downloaded: number
  readonly downloadTotal: number | null
  readonly uploaded: number
  readonly uploadTotal: number | null
  /** Files of this attempt that are verified and stored, where the engine knows before its end. */
  readonly filesCompleted?: number
  /** Files of this attempt that changed on the server on their way and were begun again. */
  readonly filesRestarted?: number
}

/** How a start was answered. A refusal is data: the job stays in the journal. */
export type StartAnswer =
  | { readonly started: true; readonly reading: Reading }
  /** The engine's queue is full (five registrations of an origin in Chromium): wait for one to end. */
  | { readonly started: false; readonly refusal: 'busy' }
  | { readonly started: false; readonly refusal: InterruptedState['reason']; readonly needsUser: boolean }
  /** It can't ever work as asked (a CSP that forbids the URL, for one). */
  | { readonly started: false; readonly refusal: 'impossible'; readonly url: string | null }

/** The seam between the client and an engine. One contract test holds for all of them. */
export interface BackgroundFetchAdapter {
  readonly engine: EngineName
  readonly capabilities: BackgroundFetchCapabilities
  start(init: AttemptInit): Promise<StartAnswer>
  /** `false` where the engine knows no such attempt. */
  abort(id: string, attempt: number): Promise<boolean>
  pause(id: string): Promise<boolean>
  resume(id: string): Promise<boolean>
  /** Attempts that the engine has, those that other tabs started included. */
  list(): Promise<readonly Reading[]>
  /** Plain calls: a DOM event per tick costs more than all the rest. */
  subscribe(listener: (reading: Reading) => void): () => void
  dispose(): void
}
