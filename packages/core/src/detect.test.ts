import { expect, it } from 'vitest'
import { createUnsupportedAdapter, findNativeObstacle, hasNativeSupport } from './detect.js'
import { createFakePlatform, type FakePlatformOptions } from './testing/createFakePlatform.js'

it('knows a browser by its features alone', () => {
  expect(hasNativeSupport({ ServiceWorkerRegistration: { prototype: { backgroundFetch: undefined } } })).toBe(
    true,
  )
  expect(hasNativeSupport({ ServiceWorkerRegistration: { prototype: {} } })).toBe(false)
  expect(hasNativeSupport({})).toBe(false)
})

const found: readonly [FakePlatformOptions, object][] = [
  [{}, { obstacle: null, serviceWorker: 'ready', permission: 'granted' }],
  [{ worker: 'deaf' }, { obstacle: 'service-worker', serviceWorker: 'no-listener' }],
  [{ worker: 'installing' }, { obstacle: 'service-worker', serviceWorker: 'not-active' }],
  [{ permission: 'denied' }, { obstacle: 'permission', permission: 'denied' }],
  [{ permission: 'prompt' }, { obstacle: null, permission: 'prompt' }],
  [{ isFramed: true }, { obstacle: 'unsupported' }],
]

it.each(found)('finds what stands in the way: %o', async (options, obstacle) => {
  expect(await findNativeObstacle(createFakePlatform(options).openPage())).toMatchObject(obstacle)
})

it('breaks nothing where there is no engine', async () => {
  const adapter = createUnsupportedAdapter()
  expect(await adapter.start({ id: 'film', attempt: 1, requests: [], title: 'film', icons: [] })).toEqual({
    started: false,
    refusal: 'unsupported',
    needsUser: false,
  })
  expect(
    await Promise.all([
      adapter.list(),
      adapter.abort('film', 1),
      adapter.pause('film'),
      adapter.resume('film'),
    ]),
  ).toEqual([[], false, false, false])
})
