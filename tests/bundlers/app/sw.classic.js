importScripts('/longhaul.js')

longhaul.listenForBackgroundFetches(self)
longhaul.serveStoredResponses(self, { prefix: '/media/' })

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
