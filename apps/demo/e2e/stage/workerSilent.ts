import { takeOver } from './workerParts.ts'

/** A deploy that has forgotten `listenForBackgroundFetches`. */
takeOver(globalThis as unknown as ServiceWorkerGlobalScope)
