import { createBackgroundFetchClient } from '@longhaul/core'

Object.assign(globalThis, { app: { client: createBackgroundFetchClient(), errors: [] } })
