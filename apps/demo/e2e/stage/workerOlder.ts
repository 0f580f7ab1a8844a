import { listenForBackgroundFetches } from '@longhaul/core/service-worker'
import { speak, takeOver } from './workerParts.ts'

/** A release whose protocol pages no longer speak. */
const scope = globalThis as unknown as ServiceWorkerGlobalScope
speak(scope, 0)
listenForBackgroundFetches(scope)
takeOver(scope)
