import { listenForBackgroundFetches, serveStoredResponses } from '@longhaul/core/service-worker'

declare const self: ServiceWorkerGlobalScope

listenForBackgroundFetches(self)
serveStoredResponses(self, { prefix: '/media/' })
