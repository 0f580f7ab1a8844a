import { expect, it } from 'vitest'
import type { AttemptInit } from '../adapter.js'
import type { BackgroundFetchRequestLike } from '../types.js'
import { toStoredRequests } from '../records/requests.js'
import { createFakePlatform, type FakePlatformOptions } from '../testing/createFakePlatform.js'
import { createNativeAdapter, READY_TIMEOUT_MS } from './nativeAdapter.js'

const FILM = 'https://app.example/film.mp4'

function openAdapter(options: FakePlatformOptions = {}) {
  const platform = createFakePlatform(options)
  const page = platform.openPage()
  return { platform, page, adapter: createNativeAdapter({ namespace: 'default', environment: page }) }
}

async function attemptAt(
  requests: readonly BackgroundFetchRequestLike[] = [FILM],
  id = 'film',
  attempt = 1,
): Promise<AttemptInit> {
  const stored = await toStoredRequests(requests, FILM)
  return { id, attempt, title: id, icons: [], requests: stored.map((request, file) => ({ file, request })) }
}

it('carries namespace and attempt in the id that the browser sees', async () => {
  const { adapter, platform } = openAdapter()
  await adapter.start(await attemptAt([FILM], 'film', 3))
  expect(platform.running).toEqual(['longhaul:default:3:film'])
})

it('is busy when the browser has five registrations, whoever started them', async () => {
  const { adapter, page, platform } = openAdapter()
  for (const id of ['a', 'b', 'c', 'd', 'e']) await page.manager.fetch(id, [new Request(FILM)])
  expect(await adapter.start(await attemptAt())).toEqual({ started: false, refusal: 'busy' })
  platform.drop('c')
  expect(await adapter.start(await attemptAt())).toMatchObject({ started: true })
})

it('is busy when another tab took the last place between the look and the start', async () => {
  const { adapter, platform } = openAdapter()
  platform.reject(new TypeError('There are too many active fetches for this origin.'))
  expect(await adapter.start(await attemptAt())).toEqual({ started: false, refusal: 'busy' })
})

it('queues behind whatever runs, other code’s fetches included: the browser runs one after the other', async () => {
  const { adapter, page } = openAdapter()
  const first = await adapter.start(await attemptAt())
  expect(first).toMatchObject({ reading: { state: { phase: 'transferring' } } })
  const second = await adapter.start(await attemptAt([FILM], 'podcast'))
  expect(second).toMatchObject({ reading: { state: { phase: 'queued' } } })

  const other = openAdapter()
  await other.page.manager.fetch('someone-else', [new Request(FILM)])
  expect(await other.adapter.start(await attemptAt())).toMatchObject({
    reading: { state: { phase: 'queued' } },
  })
  page.close()
})

it('waits for an active worker, but only the first time', async () => {
  const { adapter, platform } = openAdapter({ worker: 'none' })
  const init = await attemptAt()
  let answer: unknown
  void adapter.start(init).then((given) => {
    answer = given
  })
  platform.clock.advance(READY_TIMEOUT_MS - 1)
  await new Promise(setImmediate)
  expect(answer).toBeUndefined()
  platform.clock.advance(1)
  await expect.poll(() => answer).toEqual({ started: false, refusal: 'service-worker', needsUser: false })
  expect(await adapter.start(init)).toMatchObject({ refusal: 'service-worker' })
})

it('starts with a worker that becomes active while it waits', async () => {
  const { adapter, platform } = openAdapter({ worker: 'installing' })
  const answer = adapter.start(await attemptAt())
  await new Promise(setImmediate)
  platform.setWorker('listening')
  expect(await answer).toMatchObject({ started: true })
})

it('refuses a worker without our listener: it would let the bytes go', async () => {
  const { adapter, platform } = openAdapter({ worker: 'deaf' })
  expect(await adapter.start(await attemptAt())).toEqual({
    started: false,
    refusal: 'service-worker',
    needsUser: false,
  })
  expect(platform.accepted).toEqual([])
})

it('starts nothing from an iframe, where it would block the whole origin', async () => {
  const { adapter, platform } = openAdapter({ isFramed: true })
  expect(await adapter.start(await attemptAt())).toMatchObject({ refusal: 'unsupported' })
  expect(platform.accepted).toEqual([])
})

it.each([
  [
    'an Authorization header',
    { url: 'https://cdn.example/film.mp4', init: { headers: { authorization: 'Bearer x' } } },
  ],
  ['a PUT', { url: 'https://cdn.example/film.mp4', init: { method: 'PUT', body: 'x' } }],
  [
    'JSON',
    {
      url: 'https://cdn.example/film.mp4',
      init: { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
    },
  ],
])('refuses a cross-origin request that needs a preflight before it is sent: %s', async (_what, request) => {
  const { adapter, platform } = openAdapter()
  expect(await adapter.start(await attemptAt([request]))).toMatchObject({ refusal: 'unsupported' })
  expect(platform.accepted).toEqual([])
})

it('sends the same headers to its own origin', async () => {
  const { adapter, platform } = openAdapter()
  await adapter.start(await attemptAt([{ url: FILM, init: { headers: { authorization: 'Bearer x' } } }]))
  expect(platform.accepted).toHaveLength(1)
})

it.each([
  { sizes: [700, 300], downloadTotal: 1_000 },
  { sizes: [700, undefined], downloadTotal: undefined },
  { sizes: [0], downloadTotal: undefined },
])('passes a downloadTotal only when every size is exact: $sizes', async ({ sizes, downloadTotal }) => {
  const { adapter, platform } = openAdapter()
  const requests = sizes.map((size, at) => ({
    url: `${FILM}?part=${at}`,
    ...(size !== undefined && { size }),
  }))
  await adapter.start(await attemptAt(requests))
  expect(platform.accepted[0]!.downloadTotal).toBe(downloadTotal)
})

it.each([
  [
    'a denied permission',
    new TypeError('This origin does not have permission to start a fetch.'),
    { refusal: 'permission', needsUser: true },
  ],
  [
    'a full disk',
    new DOMException('Quota exceeded.', 'QuotaExceededError'),
    { refusal: 'storage', needsUser: true },
  ],
  [
    'a broken disk',
    new TypeError('Failed to store registration due to I/O error.'),
    { refusal: 'storage', needsUser: true },
  ],
  [
    'a worker that has just gone',
    new TypeError('No active registration available on the ServiceWorkerRegistration.'),
    { refusal: 'service-worker' },
  ],
  [
    'a worker that has just been replaced',
    new TypeError('There is no service worker available to service the fetch.'),
    { refusal: 'service-worker' },
  ],
  [
    'a fenced frame',
    new DOMException('backgroundFetch is not allowed in fenced frames.', 'NotAllowedError'),
    { refusal: 'permission' },
  ],
  [
    'an attempt that another tab has just started',
    new TypeError('There already is a registration for the given id.'),
    { refusal: 'busy' },
  ],
  [
    'a Content Security Policy',
    new TypeError(`Refused to fetch '${FILM}' because it violates the Content Security Policy.`),
    { refusal: 'impossible', url: FILM },
  ],
])('tells %s from the other TypeErrors', async (_what, error, answer) => {
  const { adapter, platform } = openAdapter()
  platform.reject(error)
  expect(await adapter.start(await attemptAt())).toMatchObject({ started: false, ...answer })
})

it('is not misled by the name of a file that the browser quotes', async () => {
  const { adapter, platform } = openAdapter()
  const url = 'https://app.example/permission/quota/service worker.mp3'
  platform.reject(new TypeError(`Refused to fetch '${url}' because it violates the Content Security Policy.`))
  expect(await adapter.start(await attemptAt([url]))).toMatchObject({ refusal: 'impossible' })
})

it('does not ask a browser that has been told to deny', async () => {
  const { adapter, platform } = openAdapter({ permission: 'denied' })
  expect(await adapter.start(await attemptAt())).toEqual({
    started: false,
    refusal: 'permission',
    needsUser: true,
  })
  expect(platform.accepted).toEqual([])
})

it('starts one fetch a page load in a profile that nobody has asked', async () => {
  const { adapter, platform } = openAdapter({ permission: 'prompt' })
  expect(await adapter.start(await attemptAt())).toMatchObject({ started: true })
  expect(await adapter.start(await attemptAt([FILM], 'podcast'))).toMatchObject({
    refusal: 'permission',
    needsUser: true,
  })

  const nextPage = createNativeAdapter({ namespace: 'default', environment: platform.openPage() })
  expect(await nextPage.start(await attemptAt([FILM], 'podcast'))).toMatchObject({ started: true })
})
