import { listenForBackgroundFetches, serveStoredResponses } from '@longhaul/core/service-worker'

declare const self: ServiceWorkerGlobalScope

// First, and at the top level: downloads end here, even when no page is open.
listenForBackgroundFetches(self)
// Before fetch handlers of your own: finished files answer from disk, ranges included.
serveStoredResponses(self, { prefix: '/media/' })

// The first visit need not be reloaded for its downloads to go through this worker.
self.addEventListener('install', () => void self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
