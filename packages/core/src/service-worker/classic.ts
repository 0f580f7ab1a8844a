import { listenForBackgroundFetches, serveStoredResponses } from './index.js'

/** For workers without modules: `importScripts('…/classic/service-worker.js')` puts both functions on `self.longhaul`. */
Object.assign(globalThis, { longhaul: { listenForBackgroundFetches, serveStoredResponses } })
