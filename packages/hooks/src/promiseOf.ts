import type { BackgroundFetchSupport } from '@longhaul/core'

/**
 * What can be promised of downloads: that there are none, that they wait (for a permission, for the app's service worker
 * to be set up, for the browser), or how long they go on (while this page is there and nothing is kept, after it is
 * closed, or while the site is open and from where they stopped).
 */
export type BackgroundFetchPromise =
  | 'unsupported'
  | 'permission'
  | 'settingUp'
  | 'later'
  | 'pageOnly'
  | 'survivesClose'
  | 'whileOpen'

/** What this browser, here and now, can promise: the one thing to tell a person. */
export function promiseOf({
  engine,
  obstacle,
  capabilities,
  journal,
}: BackgroundFetchSupport): BackgroundFetchPromise {
  if (obstacle === 'unsupported' || (engine === null && obstacle === null)) return 'unsupported'
  if (obstacle === 'permission') return 'permission'
  if (obstacle === 'service-worker') return 'settingUp'
  if (obstacle !== null) return 'later'
  if (journal === 'memory') return 'pageOnly'
  return capabilities.survivesPageClose ? 'survivesClose' : 'whileOpen'
}
