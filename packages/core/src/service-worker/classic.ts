import { listenForBackgroundFetches, serveStoredResponses } from './index.js'

const scope = globalThis as { longhaul?: object }
/** For workers without modules: `importScripts('…/classic/service-worker.js')` puts both functions on `self.longhaul`. */
scope.longhaul = { ...scope.longhaul, listenForBackgroundFetches, serveStoredResponses }
