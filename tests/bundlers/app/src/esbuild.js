import { createBackgroundFetchClient } from '@longhaul/core'
import { startApp } from './startApp.js'

await navigator.serviceWorker.register('/sw.js')

const client = createBackgroundFetchClient({
  fallback: { createWorker: () => new Worker('/longhaul-worker.js') },
})

startApp(client)
