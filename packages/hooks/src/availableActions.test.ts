import type { BackgroundFetchRecord, BackgroundFetchSupport } from '@longhaul/core'
import { expect, it } from 'vitest'
import { actionsWith } from './availableActions.js'

const moving: BackgroundFetchRecord = {
  id: 'film',
  attempt: 1,
  downloaded: 40,
  downloadTotal: 100,
  uploaded: 0,
  uploadTotal: null,
  bytesPerSecond: null,
  files: [],
  filesCompleted: 0,
  filesRestarted: 0,
  title: 'Film',
  icons: [],
  engine: 'fallback',
  createdAt: 1,
  updatedAt: 1,
  settledAt: null,
  status: 'pending',
  phase: 'transferring',
}
const can = { pause: true, survivesPageClose: false, uploads: true, crossOriginHeaders: true }

function supporting(capabilitiesOf: BackgroundFetchSupport['capabilitiesOf']): BackgroundFetchSupport {
  return {
    engine: 'native',
    obstacle: null,
    capabilities: can,
    capabilitiesOf,
    serviceWorker: 'ready',
    permission: 'granted',
    journal: 'indexeddb',
  }
}

it.each([
  ['native', undefined, ['abort']],
  ['memory', undefined, ['abort']],
  ['fallback', undefined, ['pause', 'abort']],
  ['fallback', supporting({ fallback: can }), ['pause', 'abort']],
  ['fallback', supporting({ fallback: { ...can, pause: false } }), ['abort']],
  ['native', supporting({ native: { ...can, pause: false }, fallback: can }), ['abort']],
] as const)('offers what the %s engine can do, before it is asked and after', (engine, support, actions) => {
  expect(actionsWith(support, { ...moving, engine })).toEqual(actions)
})
