import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import type { FakePlatformOptions } from '../testing/createFakePlatform.js'
import { createBackgroundFetchClient } from './createBackgroundFetchClient.js'
import { stubBrowser } from './fixtures/browser.js'
import { eventually, FILM, freshNamespace, idle, passTime } from './fixtures/stage.js'
import type { BackgroundFetchClientOptions } from './options.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'

plugInIndexedDB()

afterEach(() => vi.unstubAllGlobals())

function openPage(browser: FakePlatformOptions = {}, options: BackgroundFetchClientOptions = {}) {
  const namespace = freshNamespace()
  const platform = stubBrowser(namespace, browser)
  // Our own engine is left out here: what the browser refuses shows.
  const client = createBackgroundFetchClient({
    namespace,
    clock: platform.clock,
    engine: 'native',
    ...options,
  })
  onTestFinished(() => client.dispose())
  return { platform, client }
}

it('uses the browser’s own engine where there is one', async () => {
  const { client, platform } = openPage({}, { engine: 'auto' })
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'pending', engine: 'native' })
  await platform.succeed('film', { [FILM]: 'film' })
  await eventually(client, 'film').toMatchObject({ status: 'completed' })
})

it.each([
  { worker: 'listening', found: { engine: 'native', obstacle: null, serviceWorker: 'ready' } },
  { worker: 'deaf', found: { engine: 'native', obstacle: 'service-worker', serviceWorker: 'no-listener' } },
  {
    worker: 'installing',
    found: { engine: 'native', obstacle: 'service-worker', serviceWorker: 'not-active' },
  },
  { worker: 'none', found: { engine: 'native', obstacle: 'service-worker', serviceWorker: 'none' } },
] as const)('says what is in the way when the worker is $worker', async ({ worker, found }) => {
  const { client } = openPage({ worker })
  expect(await client.support()).toMatchObject({ ...found, permission: 'granted', journal: 'indexeddb' })
})

it.each([
  { worker: 'listening', serviceWorker: 'ready' },
  { worker: 'deaf', serviceWorker: 'no-listener' },
  { worker: 'installing', serviceWorker: 'not-active' },
  { worker: 'none', serviceWorker: 'none' },
] as const)(
  'says how the worker is where our engine runs, the browser’s own being absent or unwanted: $worker',
  async ({ worker, serviceWorker }) => {
    const unwanted = openPage({ worker }, { engine: 'fallback' })
    const expected = { engine: 'fallback', obstacle: null, serviceWorker, journal: 'indexeddb' }
    expect(await unwanted.client.support()).toMatchObject(expected)
    const absent = openPage({ worker }, { engine: 'auto' })
    vi.stubGlobal('ServiceWorkerRegistration', { prototype: {} })
    expect(await absent.client.support()).toMatchObject(expected)
  },
)

it('says that a permission was refused', async () => {
  const { client } = openPage({ permission: 'denied' })
  expect(await client.support()).toMatchObject({
    engine: 'native',
    obstacle: 'permission',
    permission: 'denied',
  })
})

it('goes on when a worker comes', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { client, platform } = openPage({ worker: 'installing' })
  const started = client.fetch('film', FILM)
  await idle()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await started).toMatchObject({ status: 'interrupted', reason: 'service-worker', needsUser: false })

  platform.setWorker('listening')
  await idle()
  expect(await client.get('film')).toMatchObject({ status: 'pending', attempt: 2 })
})

it('goes on when a worker with our listener takes over', async () => {
  const { client, platform } = openPage({ worker: 'deaf' })
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'interrupted', reason: 'service-worker' })
  platform.setWorker('listening')
  platform.container.dispatchEvent(new Event('controllerchange'))
  // Begun: what is still on its way to the browser would reach the next test's.
  await eventually(client, 'film').toMatchObject({ status: 'pending', phase: 'transferring' })
})

it('takes the bytes home itself when the worker at the end has no listener', async () => {
  const { client, platform } = openPage()
  await client.fetch('film', FILM)
  platform.setWorker('deaf')
  const release = platform.holdEvents()
  void platform.succeed('film', { [FILM]: 'film' })
  await eventually(client, 'film').toMatchObject({ status: 'completed' })
  release()
  expect(await (await client.match('film', FILM))?.text()).toBe('film')
})

it('takes a cancel for an abort, and not for a loss, when the worker has no listener', async () => {
  const { client, platform } = openPage()
  await client.fetch('film', FILM)
  platform.setWorker('deaf')
  await platform.cancel('film')
  await eventually(client, 'film').toMatchObject({ status: 'aborted' })
  await passTime(platform.clock, 30_000)
  expect(platform.accepted).toHaveLength(1)
})

it('keeps a fetch when the app’s own registration of its worker fails', async () => {
  const registration = Promise.reject(new TypeError('Failed to register a ServiceWorker'))
  registration.catch(() => 'logged by the app')
  const { client } = openPage({}, { registration })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const started = client.fetch('film', FILM)
  await idle()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await started).toMatchObject({ status: 'interrupted', reason: 'service-worker' })
})

it('says that there is no engine, and keeps the fetch, where the browser has none', async () => {
  const { client } = openPage()
  vi.stubGlobal('ServiceWorkerRegistration', { prototype: {} })
  expect(await client.support()).toMatchObject({
    engine: null,
    obstacle: 'unsupported',
    capabilities: { pause: false, uploads: false },
  })
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'interrupted', reason: 'unsupported' })
  expect(await client.abort('film')).toBe(true)
})

it('lets go of the worker’s container when it is disposed of', async () => {
  const { client, platform } = openPage()
  let listening = 0
  const { container } = platform
  const [add, remove] = [
    container.addEventListener.bind(container),
    container.removeEventListener.bind(container),
  ]
  Object.assign(container, {
    addEventListener: (...args: Parameters<typeof add>) => ((listening += 1), add(...args)),
    removeEventListener: (...args: Parameters<typeof remove>) => ((listening -= 1), remove(...args)),
  })
  await client.ready()
  expect(listening).toBe(1)
  client.dispose()
  await expect.poll(() => listening).toBe(0)
})

it('settles over a journal in memory by itself, because no worker can see it', async () => {
  const namespace = freshNamespace()
  const platform = stubBrowser(namespace)
  const broken = {
    open: () => {
      throw new DOMException('blocked', 'SecurityError')
    },
  }
  vi.stubGlobal('indexedDB', broken)
  const client = createBackgroundFetchClient({ namespace, clock: platform.clock, engine: 'native' })
  onTestFinished(() => client.dispose())
  await client.fetch('film', FILM)
  const release = platform.holdEvents()
  void platform.succeed('film', { [FILM]: 'film' }).catch(() => undefined)
  await eventually(client, 'film').toMatchObject({ status: 'completed' })
  release()
  expect(await (await client.match('film', FILM))?.text()).toBe('film')
})
