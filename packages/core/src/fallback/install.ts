import type { FallbackEngineOptions } from './createFallbackEngine.js'
import { installWith } from './face/installWith.js'
import { hasWork, openPage } from './face/openDevice.js'

export { clickBackgroundFetch } from './face/click.js'
export { createFallbackManager, type FallbackManagerInit } from './face/createFallbackManager.js'
export { isInstalledByUs, type MarkedScope } from './face/mark.js'

export interface InstallOptions {
  /** Keeps two apps of one origin apart. The same in page and worker. @default 'default' */
  readonly namespace?: string
  /** Replaces a native API, for browsers where it is there but refuses. @default false */
  readonly force?: boolean
  /** How the engine fetches, and where its worker comes from. */
  readonly engine?: FallbackEngineOptions
  /** Storage could not be read or written, or the engine's worker has failed. */
  readonly onError?: (error: unknown) => void
}

/**
 * Brings the Background Fetch API to a browser without it: `registration.backgroundFetch`, the interfaces, and in a
 * service worker the events. Call it in page and worker, there at top level and before the app's own listeners, so that
 * those never hear its messages. A second call does nothing. There is no UI of the browser that a person could click, so
 * `backgroundfetchclick` is fired by `clickBackgroundFetch`.
 *
 * @param scope the global object to define it on
 * @returns `false` where the browser has the API, or it is installed already
 * @throws BackgroundFetchError `invalid-option` for a namespace that can't be one
 */
export function installBackgroundFetch(scope: object = self, options: InstallOptions = {}): boolean {
  const { engine = {} } = options
  return installWith(scope, options, (onError) => ({
    page: (name) => openPage(name, engine, onError),
    hasWork,
  }))
}
