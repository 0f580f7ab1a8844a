import { installBackgroundFetch } from '@longhaul/core/fallback/install'

installBackgroundFetch(self, { engine: { createWorker: () => new Worker('/longhaul-worker.js') } })

await navigator.serviceWorker.register('/sw.install.js')
await navigator.serviceWorker.ready
Object.assign(globalThis, { app: {} })
