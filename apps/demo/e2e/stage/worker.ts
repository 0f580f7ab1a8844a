import { listenForBackgroundFetches, serveStoredResponses } from '@longhaul/core/service-worker'
import { noteSettled, takeOver } from './workerParts.ts'

const scope = globalThis as unknown as ServiceWorkerGlobalScope

listenForBackgroundFetches(scope, { onSettled: noteSettled })
serveStoredResponses(scope, { prefix: '/media/' })
takeOver(scope)
