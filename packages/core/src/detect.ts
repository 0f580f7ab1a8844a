import type { BackgroundFetchAdapter } from './adapter.js'
import type { BackgroundFetchCapabilities } from './types.js'
import { isInstalledByUs } from './fallback/face/mark.js'
import { managerOf, type NativeEnvironment } from './native/environment.js'

/** What our own engine can do, known before its code is loaded. */
export const FALLBACK_CAPABILITIES: BackgroundFetchCapabilities = {
  pause: true,
  survivesPageClose: false,
  uploads: true,
  crossOriginHeaders: true,
}

export const NO_CAPABILITIES: BackgroundFetchCapabilities = {
  pause: false,
  survivesPageClose: false,
  uploads: false,
  crossOriginHeaders: false,
}

/**
 * Whether this page could use the browser's own Background Fetch, were a worker active. Never by the browser's name, and
 * what we have installed ourselves is not the browser's.
 */
export function hasNativeSupport(
  scope: { ServiceWorkerRegistration?: { prototype: object } } = globalThis,
): boolean {
  const prototype = scope.ServiceWorkerRegistration?.prototype
  return prototype !== undefined && 'backgroundFetch' in prototype && !isInstalledByUs(scope)
}

/** Where there is no engine at all: keeps the job, says `interrupted: 'unsupported'`, and breaks nothing. */
export function createUnsupportedAdapter(): BackgroundFetchAdapter {
  return {
    engine: 'native',
    capabilities: NO_CAPABILITIES,
    start: () => Promise.resolve({ started: false, refusal: 'unsupported', needsUser: false }),
    abort: () => Promise.resolve(false),
    pause: () => Promise.resolve(false),
    resume: () => Promise.resolve(false),
    list: () => Promise.resolve([]),
    subscribe: () => () => {},
    dispose() {},
  }
}

export interface NativeObstacle {
  readonly obstacle: 'unsupported' | 'service-worker' | 'permission' | null
  readonly serviceWorker: 'ready' | 'no-listener' | 'not-active' | 'none' | 'unsupported'
  readonly permission: PermissionState | 'unknown'
}

/** What stands between this page and a native fetch, here and now. */
export async function findNativeObstacle(environment: NativeEnvironment): Promise<NativeObstacle> {
  const permission = await environment.permission()
  const serviceWorker = await workerState(environment)
  const worker = { serviceWorker, permission }
  if (!hasManager(await environment.registration(), serviceWorker) || environment.isFramed())
    return { ...worker, obstacle: 'unsupported' }
  if (serviceWorker !== 'ready') return { ...worker, obstacle: 'service-worker' }
  return { ...worker, obstacle: permission === 'denied' ? 'permission' : null }
}

function hasManager(
  registration: Awaited<ReturnType<NativeEnvironment['registration']>>,
  serviceWorker: string,
): boolean {
  return serviceWorker === 'none' ? hasNativeSupport() : managerOf(registration) !== undefined
}

async function workerState(environment: NativeEnvironment): Promise<NativeObstacle['serviceWorker']> {
  const registration = await environment.registration()
  if (!registration) return 'none'
  if (!registration.active) return 'not-active'
  return (await environment.shakeHands(registration.active)) ? 'ready' : 'no-listener'
}
