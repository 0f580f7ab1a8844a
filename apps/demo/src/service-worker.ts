import { listenForBackgroundFetches, serveStoredResponses } from '@longhaul/core/service-worker'
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'
import { CacheFirst, NetworkFirst } from 'workbox-strategies'

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: PrecacheEntry[] }

const CATALOGUE = '/api/catalogue'
const ICONS = '/media/icons/'

// Longhaul, first and at top level: downloads end here, even when no page is open.
listenForBackgroundFetches(self)
// Before the app's own routes. Icons are not downloaded one by one, so a cache of the app's own answers for them.
serveStoredResponses(self, {
  match: ({ url }) => {
    const { origin, pathname } = new URL(url)
    return origin === self.location.origin && pathname.startsWith('/media/') && !pathname.startsWith(ICONS)
  },
})

// The app itself, its pages and what it shows, with or without a network.
precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
const offlinePage = createHandlerBoundToURL('/index.html')
registerRoute(new NavigationRoute(offlinePage, { denylist: [/^\/(api|media)\//] }))
const catalogue = new NetworkFirst({ cacheName: 'catalogue', networkTimeoutSeconds: 3 })
const icons = new CacheFirst({ cacheName: 'icons' })
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname === CATALOGUE, catalogue)
registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname.startsWith(ICONS), icons)

self.addEventListener('install', (event) => {
  // The first visit has asked for these before this worker was there to keep them. Not worth failing for.
  event.waitUntil(keepShelf(event).catch(() => undefined))
})
// The first visit is looked after at once. A later version waits until the page says so (see UpdateNotice.tsx): an open
// page never loses the files it was built with. Downloads that are under way outlive either.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('message', ({ data }) => {
  if ((data as { type?: unknown } | null)?.type === 'SKIP_WAITING') void self.skipWaiting()
})

async function keepShelf(event: ExtendableEvent): Promise<void> {
  const response = await catalogue.handle({ event, request: new Request(CATALOGUE) })
  const items = (await response.json()) as readonly { icons?: readonly { src: string }[] }[]
  const sources = items.flatMap((item) => item.icons?.map(({ src }) => src) ?? [])
  await Promise.all(sources.map((src) => icons.handle({ event, request: new Request(src) })))
}
