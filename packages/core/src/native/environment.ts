import type { PlatformManager, PlatformWorkerRegistration } from '../platform/types.js'

/**
 * What the native adapter reads of the page, in one place, so that a test can be the browser. Every member is asked
 * again at each use: workers come and go, and permissions change.
 */
export interface NativeEnvironment {
  /** The registration that fetches go to. Resolves with `undefined` where the app has none. */
  registration(): Promise<PlatformWorkerRegistration | undefined>
  /** Resolves with an active worker, or with `null` after `limitMs` without one; `Infinity` waits for as long as it takes. */
  activeWorker(limitMs: number): Promise<ServiceWorker | null>
  shakeHands(worker: ServiceWorker): Promise<boolean>
  permission(): Promise<PermissionState | 'unknown'>
  isFramed(): boolean
  readonly origin: string
}

export function managerOf(registration: PlatformWorkerRegistration | undefined): PlatformManager | undefined {
  return registration?.backgroundFetch
}
