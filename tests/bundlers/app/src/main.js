import { createBackgroundFetchClient } from '@longhaul/core'
import { startApp } from './startApp.js'

await navigator.serviceWorker.register('/sw.js', { type: 'module' })

startApp(createBackgroundFetchClient())
