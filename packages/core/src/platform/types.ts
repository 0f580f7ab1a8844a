import type { ImageResource } from '../types.js'

/**
 * The members of the WICG Background Fetch API that are read here. TypeScript's DOM library has none of them, and a
 * library must not declare globals.
 */
export interface PlatformRegistration extends EventTarget {
  readonly id: string
  readonly uploadTotal: number
  readonly uploaded: number
  readonly downloadTotal: number
  readonly downloaded: number
  readonly result: '' | 'success' | 'failure'
  readonly failureReason:
    | ''
    | 'aborted'
    | 'bad-status'
    | 'fetch-error'
    | 'quota-exceeded'
    | 'download-total-exceeded'
  readonly recordsAvailable: boolean
  abort(): Promise<boolean>
  matchAll(): Promise<readonly PlatformRecord[]>
}

/** One request and its response: the platform's own `BackgroundFetchRecord`. */
export interface PlatformRecord {
  readonly request: Request
  readonly responseReady: Promise<Response>
}

export interface PlatformManager {
  fetch(
    id: string,
    requests: readonly Request[],
    options?: { title?: string; icons?: readonly ImageResource[]; downloadTotal?: number },
  ): Promise<PlatformRegistration>
  get(id: string): Promise<PlatformRegistration | undefined>
  getIds(): Promise<readonly string[]>
}

/** A service worker registration as far as background fetches go. */
export interface PlatformWorkerRegistration {
  readonly active: ServiceWorker | null
  readonly backgroundFetch?: PlatformManager
}

/** `backgroundfetchsuccess`, `…fail`, `…abort` and `…click` in a service worker. */
export interface PlatformEvent extends Event {
  readonly registration: PlatformRegistration
  waitUntil(promise: Promise<unknown>): void
  updateUI?(options: { title?: string; icons?: readonly ImageResource[] }): Promise<void>
}
