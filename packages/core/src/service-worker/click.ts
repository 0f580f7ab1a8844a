import type { BackgroundFetchRecord } from '../types.js'

/** A URL of the app, or how to find one for a fetch; `undefined` is a fetch that has been removed. */
export type PageOption = string | ((record: BackgroundFetchRecord | undefined) => string)

/** Focuses the window that shows the page, else any of the app's, else opens one. Never leaves the origin. */
export async function openPage(
  scope: ServiceWorkerGlobalScope,
  record: BackgroundFetchRecord | undefined,
  page: PageOption | undefined,
): Promise<void> {
  const home = scope.registration.scope
  const wished = new URL(typeof page === 'function' ? page(record) : (page ?? home), home)
  const url = wished.origin === scope.location.origin ? wished.href : home
  const windows = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const showing =
    windows.find((client) => client.url === url) ?? (page === undefined ? windows[0] : undefined)
  if (showing) await showing.focus()
  else await scope.clients.openWindow(url)
}
