import { createBackgroundFetchClient } from '@longhaul/core'
import workerUrl from '@longhaul/core/fallback/worker?url'
import { startApp } from './startApp.js'

const policy = trustedTypes.createPolicy('longhaul', { createScriptURL: () => workerUrl })
const client = createBackgroundFetchClient({
  fallback: { createWorker: () => new Worker(policy.createScriptURL(workerUrl)) },
})

startApp(client)
