import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { BackgroundFetchManager } from './BackgroundFetchManager.js'
import { checks, type Conformance } from './fixtures/conformance.js'
import { installBackgroundFetch, isInstalledByUs } from '../install.js'

const FILE = `${location.origin}/package.json`
/** Nobody listens there, so the engine goes on trying. */
const NOWHERE = 'http://127.0.0.1:59999/film.mp4'
const NAMESPACE = 'face-test'
const SOON = { timeout: 10_000 }

type Registration = ServiceWorkerRegistration & { readonly backgroundFetch: BackgroundFetchManager }

interface Told {
  readonly type: string
  readonly id: string
  readonly responses: readonly unknown[]
}

let registration: Registration
let length: number
const told: Told[] = []
const channel = new BroadcastChannel(`told:${NAMESPACE}`)
channel.addEventListener('message', ({ data }: MessageEvent<Told>) => told.push(data))

function conformance(): Conformance {
  const { backgroundFetch: manager } = registration
  return { manager, again: () => registration.backgroundFetch, scope: globalThis }
}

beforeAll(async () => {
  const script = new URL('./fixtures/serviceWorker.ts', import.meta.url)
  script.searchParams.set('namespace', NAMESPACE)
  const made = await navigator.serviceWorker.register(script, { type: 'module' })
  await vi.waitUntil(() => made.active?.state === 'activated', SOON)
  registration = made as Registration
  length = (await (await fetch(FILE)).text()).length
})

afterAll(async () => {
  channel.close()
  await registration.unregister()
})

describe('the browser’s own manager', () => {
  it.each(checks)('$name', async ({ run, expected, chromium = expected }) => {
    expect(isInstalledByUs()).toBe(false)
    expect(await run(conformance())).toEqual(chromium)
  })
})

describe('our manager', () => {
  beforeAll(() => {
    const createWorker = () => new Worker(new URL('../worker.ts', import.meta.url), { type: 'module' })
    const engine = { createWorker }
    installBackgroundFetch(globalThis, { namespace: NAMESPACE, force: true, engine })
  })

  it('is what the getter gives now', () => {
    expect(isInstalledByUs()).toBe(true)
    expect(registration.backgroundFetch).toBe(registration.backgroundFetch)
  })

  it.each(checks)('$name', async ({ run, expected }) => {
    expect(await run(conformance())).toEqual(expected)
  })

  it('refuses more than there is room for', async () => {
    const options = { downloadTotal: Number.MAX_SAFE_INTEGER }
    const refused = registration.backgroundFetch.fetch('film', FILE, options)
    await expect(refused).rejects.toMatchObject({ name: 'QuotaExceededError' })
  })

  it('fetches, and tells the worker, which reads the responses', async () => {
    const { backgroundFetch } = registration
    const film = await backgroundFetch.fetch('film', [FILE, `${FILE}?two`], { title: 'Film' })
    const progressed: number[] = []
    film.onprogress = () => progressed.push(film.downloaded)
    await expect
      .poll(() => told.find(({ id }) => id === 'film'), SOON)
      .toEqual({
        type: 'backgroundfetchsuccess',
        id: 'film',
        result: 'success',
        failureReason: '',
        recordsAvailable: true,
        responses: [FILE, `${FILE}?two`].map((url) => [url, 'basic', 200, length]),
      })
    expect(film).toMatchObject({ result: 'success', downloaded: 2 * length })
    expect(progressed.at(-1)).toBe(2 * length)
    await expect.poll(() => film.recordsAvailable, SOON).toBe(false)
    expect(await backgroundFetch.getIds()).toEqual([])
    // Nothing but events has reached the app's worker.
    expect(told.filter(({ type }) => type === 'message')).toEqual([])
  })

  it('hands out what is whole while the rest is under way, and aborts the rest', async () => {
    const { backgroundFetch } = registration
    const podcast = await backgroundFetch.fetch('podcast', [FILE, NOWHERE])
    const response = await (await podcast.match(FILE))!.responseReady
    expect((await response.text()).length).toBe(length)
    expect([(await backgroundFetch.get('podcast')) === podcast, podcast.result]).toEqual([true, ''])
    await expect(backgroundFetch.fetch('podcast', FILE)).rejects.toBeInstanceOf(TypeError)
    expect([await podcast.abort(), await podcast.abort()]).toEqual([true, false])
    expect([podcast.result, podcast.failureReason]).toEqual(['failure', 'aborted'])
    await expect
      .poll(() => told.find(({ id }) => id === 'podcast'), SOON)
      .toMatchObject({
        type: 'backgroundfetchabort',
        responses: [[FILE, 'basic', 200, length], 'AbortError'],
      })
  })
})
