import { listenForBackgroundFetches, serveStoredResponses } from '@longhaul/core/service-worker'

listenForBackgroundFetches(self)
serveStoredResponses(self, { prefix: '/media/' })

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
