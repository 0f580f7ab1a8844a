import type { BackgroundFetchAdapter } from '../../adapter.js'
import type { Announcements } from '../../channel/announcements.js'
import type { Locks } from '../../channel/locks.js'
import type { Journal } from '../../journal/journal.js'
import type { FetchRow } from '../../journal/rows.js'
import type { Clock } from '../../progress/clock.js'
import type { Digest } from '../../store/digest.js'
import type { ResponseStore } from '../../store/store.js'
import type { EngineChannel } from '../messages.js'
import type { BackgroundFetchRegistration } from './BackgroundFetchRegistration.js'
import type { FetchOptions } from './toOptions.js'

/** A service worker registration as far as it matters here. */
export interface WorkerRegistration {
  readonly scope: string
  readonly active: unknown
}

/** What the realm says of itself. Asked again at every use. */
export interface Realm {
  readonly origin: string
  /** `false` in a service worker, which may not be the runner: as in Chromium, `fetch()` is not allowed there. */
  readonly canStart: boolean
  permission(): Promise<PermissionState>
  /** Bytes that can still be stored; `null` where nobody knows. */
  room(): Promise<number | null>
  /** Lets the worker of this scope dispatch the events that it owes; or the one of a job that was clicked. */
  tellWorker(scope: string, clicked?: string): Promise<void>
}

export interface FaceInit {
  readonly adapter: BackgroundFetchAdapter
  readonly journal: Journal
  readonly store: ResponseStore
  readonly announcements: Announcements
  readonly locks: Locks
  readonly clock: Clock
  readonly realm: Realm
  readonly now: () => number
  /** How to hash; a service worker must bring its own. */
  readonly digest?: Digest
  /** The engine's own: who reads a file while it comes says so there. */
  readonly channel: EngineChannel
  /** What nobody waits for has failed. */
  readonly onError: (error: unknown) => void
}

/** What all managers of a realm share: the jobs, and the one registration object of each. */
export interface Face {
  start(
    registration: WorkerRegistration,
    id: string,
    requests: readonly Request[],
    options: FetchOptions,
  ): Promise<BackgroundFetchRegistration>
  find(scope: string, id: string): Promise<BackgroundFetchRegistration | undefined>
  ids(scope: string): Promise<readonly string[]>
  /** Section 5.5 "Get a BackgroundFetchRegistration instance". */
  registrationOf(row: FetchRow): Promise<BackgroundFetchRegistration>
  /** Its events are over: the records go, and their room with them. */
  forget(jobId: string): Promise<void>
  dispose(): void
}
