import { afterEach, expect, it, vi } from 'vitest'
import { createBackgroundFetchClient } from './createBackgroundFetchClient.js'

afterEach(() => vi.unstubAllGlobals())

/** Whoever reads it, fails. */
function forbidden(name: string): object {
  const refuse = () => {
    throw new Error(`${name} was touched`)
  }
  return new Proxy(refuse, {
    get: refuse,
    has: refuse,
    apply: refuse,
    construct: refuse,
    getPrototypeOf: refuse,
  })
}

const NAMES = [
  'navigator',
  'indexedDB',
  'caches',
  'BroadcastChannel',
  'location',
  'document',
  'ServiceWorkerRegistration',
  'requestAnimationFrame',
  'setTimeout',
  'crypto',
]

it('touches no global when it is made, so that it can be made in a module and on a server', () => {
  for (const name of NAMES) vi.stubGlobal(name, forbidden(name))
  const client = createBackgroundFetchClient()
  expect(client.isReady).toBe(false)
  expect(client.peekIds()).toEqual([])
  expect(client.peek('film')).toBeUndefined()
  client.dispose()
})

it('promises nothing on a server, and opens nothing to say so', async () => {
  for (const name of NAMES) vi.stubGlobal(name, forbidden(name))
  expect(await createBackgroundFetchClient().support()).toEqual({
    engine: null,
    obstacle: 'unsupported',
    capabilities: { pause: false, survivesPageClose: false, uploads: false, crossOriginHeaders: false },
    capabilitiesOf: {},
    serviceWorker: 'unsupported',
    permission: 'unknown',
    journal: 'memory',
  })
})
