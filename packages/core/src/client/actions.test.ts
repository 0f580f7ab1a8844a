import { expect, it } from 'vitest'
import { createMemoryEngine } from '../testing/createMemoryEngine.js'
import type { BackgroundFetchClient } from '../types.js'
import type { ResponseStore } from '../store/store.js'
import { eventually, FILM, idle, openMemoryStage, openStage, PODCAST, POSTER } from './fixtures/stage.js'

/** A memory stage whose store a test can look into. */
function openWithStore() {
  const engine = createMemoryEngine()
  let store: ResponseStore | undefined
  const stage = openMemoryStage({
    clock: engine.clock,
    adapter: (settler) => {
      store = settler.store
      return engine.adapter(settler)
    },
  })
  return { client: stage.client, engine, keys: () => store!.keys() }
}

it('aborts for good, and says whether there was anything to abort', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  expect(await client.abort('film')).toBe(true)
  expect(await client.get('film')).toMatchObject({ status: 'aborted', settledAt: platform.clock.now() })
  expect(platform.running).toEqual([])
  expect(await client.abort('film')).toBe(false)
  expect(await client.abort('podcast')).toBe(false)
})

it.each([
  ['fetch', (client: BackgroundFetchClient) => client.fetch('song', FILM)],
  ['abort', (client: BackgroundFetchClient) => client.abort('film')],
  ['remove', (client: BackgroundFetchClient) => client.remove('film')],
] as const)('tries a little later to %s on a disk that is full now', async (_action, act) => {
  const engine = createMemoryEngine()
  let isFull = false
  const { client } = openMemoryStage({
    clock: engine.clock,
    adapter(settler) {
      const { journal, store } = settler
      const { create, commit, remove } = journal
      const free = store.delete
      const refuseWhereFull = async () => {
        if (isFull) throw new DOMException('', 'AbortError')
      }
      Object.assign(journal, {
        create: (...args: Parameters<typeof create>) => refuseWhereFull().then(() => create(...args)),
        commit: (...args: Parameters<typeof commit>) => refuseWhereFull().then(() => commit(...args)),
        remove: (...args: Parameters<typeof remove>) => refuseWhereFull().then(() => remove(...args)),
      })
      let deletions = 0
      store.delete = async (keys) => {
        if (deletions++ === 0) throw new DOMException('', 'AbortError')
        return free(keys)
      }
      return engine.adapter(settler)
    },
  })
  await client.fetch('film', FILM)
  isFull = true
  const acting = act(client)
  await idle()
  expect(await client.get('film')).toMatchObject({ status: 'pending' })
  expect(await client.get('song')).toBeUndefined()
  isFull = false
  engine.clock.advance(1_000)
  await idle()
  engine.clock.advance(1_000)
  expect(await acting).toBeTruthy()
})

it('aborts while the engine still answers the start', async () => {
  const { client, platform } = openStage({}, { worker: 'installing' })
  const started = client.fetch('film', FILM)
  await idle()
  expect(await client.abort('film')).toBe(true)
  platform.setWorker('listening')
  expect(await started).toMatchObject({ status: 'aborted' })
  expect(platform.running).toEqual([])
})

it('keeps the finished files of an aborted fetch, and retries only the others', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', [FILM, POSTER])
  await platform.fail('film', { reason: 'fetch-error' }, { [POSTER]: 'poster' })
  await client.abort('film')
  expect(await (await client.match('film', POSTER))?.text()).toBe('poster')

  expect(await client.retry('film')).toMatchObject({ status: 'pending', attempt: 2, filesCompleted: 1 })
  expect(platform.running[0]!.requests.map(({ request }) => request.url)).toEqual([FILM])
  await platform.succeed('film', { [FILM]: 'film' })
  await eventually(client, 'film').toMatchObject({
    status: 'completed',
    filesCompleted: 2,
    downloaded: 10,
  })
})

it('counts the bytes of a retry from what is on the device', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', [
    { url: FILM, size: 4 },
    { url: POSTER, size: 6 },
  ])
  await platform.fail('film', { reason: 'fetch-error' }, { [POSTER]: 'poster' })
  await client.retry('film')
  platform.progress('film', { downloaded: 2 })
  expect(await client.get('film')).toMatchObject({ downloaded: 8, downloadTotal: 10 })
})

it.each(['pending', 'completed'] as const)('does nothing when a retry finds it %s', async (status) => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  if (status === 'completed') await platform.succeed('film')
  await eventually(client, 'film').toMatchObject({ status })
  expect(await client.retry('film')).toMatchObject({ status, attempt: 1 })
})

it('says that there is nothing to retry where the id is unknown', async () => {
  const { client } = openMemoryStage()
  await expect(client.retry('film')).rejects.toMatchObject({ code: 'unknown-id' })
})

it('begins the count of fruitless attempts anew when a person retries', async () => {
  const { client, platform } = openMemoryStage({ retry: { maxFruitlessAttempts: 1 } })
  await client.fetch('film', FILM)
  await platform.fail('film', { reason: 'fetch-error' })
  await eventually(client, 'film').toMatchObject({ status: 'failed' })
  await client.retry('film')
  await platform.fail('film', { reason: 'fetch-error' })
  await eventually(client, 'film').toMatchObject({ status: 'failed', attempt: 2 })
  expect(platform.running).toEqual([])
})

it('pauses and resumes where the engine can', async () => {
  const { client } = openMemoryStage()
  await client.fetch('film', FILM)
  expect(await client.pause('film')).toBe(true)
  expect(await client.get('film')).toMatchObject({ status: 'paused' })
  expect(await client.resume('film')).toBe(true)
  expect(await client.get('film')).toMatchObject({ status: 'pending' })
  expect(await client.pause('podcast')).toBe(false)
})

it('throws where the engine has no pause, instead of pretending', async () => {
  const { client } = openStage()
  await client.fetch('film', FILM)
  await expect(client.pause('film')).rejects.toMatchObject({ code: 'not-supported' })
  await expect(client.resume('film')).rejects.toMatchObject({ code: 'not-supported' })
})

it('forgets a removed fetch, and frees its bytes', async () => {
  const { client, engine, keys } = openWithStore()
  await client.fetch('film', [FILM, POSTER])
  await engine.succeed('film', { [FILM]: 'film', [POSTER]: 'poster' })
  await eventually(client, 'film').toMatchObject({ status: 'completed' })
  expect(await keys()).toHaveLength(2)

  expect(await client.remove('film')).toBe(true)
  expect(await client.get('film')).toBeUndefined()
  expect(client.peekIds()).toEqual([])
  expect(await keys()).toEqual([])
  expect(await client.remove('film')).toBe(false)
})

it('stops what it removes, and gives a new fetch of the id a new attempt', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  const release = platform.holdEvents()
  const late = platform.succeed('film', { [FILM]: 'late' })
  await client.remove('film')
  release()
  await late
  expect(await client.get('film')).toBeUndefined()
  expect(await client.fetch('film', FILM)).toMatchObject({ attempt: 2 })
})

it('hands out finished files by URL, in the order of the files', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', [FILM, POSTER])
  expect(await client.match('film', FILM)).toBeUndefined()
  await platform.succeed('film', { [FILM]: 'film', [POSTER]: 'poster' })
  expect(await (await client.match('film', `${FILM}#chapter-2`))?.text()).toBe('film')
  expect(await (await client.match('film', new Request(POSTER)))?.text()).toBe('poster')
  expect(await Promise.all((await client.matchAll('film')).map((response) => response.text()))).toEqual([
    'film',
    'poster',
  ])
  expect(await client.match('film', PODCAST)).toBeUndefined()
  expect(await client.matchAll('podcast')).toEqual([])
  await expect(client.match('film', 'http://')).rejects.toMatchObject({ code: 'invalid-url' })
})

it('pages through the journal, newest first', async () => {
  const { client, platform } = openMemoryStage()
  for (const id of ['1', '2', '3', '4', '5']) {
    await client.fetch(id, FILM)
    platform.clock.advance(1)
  }
  const first = await client.getPage({ limit: 2 })
  const second = await client.getPage({ limit: 2, after: first.next })
  const third = await client.getPage({ limit: 2, after: second.next })
  expect([first, second, third].map(({ records }) => records.map(({ id }) => id))).toEqual([
    ['5', '4'],
    ['3', '2'],
    ['1'],
  ])
  expect(third.next).toBeNull()
  expect(await client.getIds()).toEqual(['5', '4', '3', '2', '1'])
  expect((await client.getAll()).map(({ id }) => id)).toEqual(client.peekIds())
})

it('retries a curable failure by itself, later and later, and then gives up', async () => {
  const { client, platform } = openMemoryStage({ retry: { maxFruitlessAttempts: 3, firstDelayMs: 1_000 } })
  await client.fetch('film', FILM)
  for (const delayMs of [1_000, 2_000]) {
    await platform.fail('film', { reason: 'fetch-error' })
    await eventually(client, 'film').toMatchObject({
      status: 'interrupted',
      nextAttemptAt: platform.clock.now() + delayMs,
    })
    platform.clock.advance(delayMs - 1)
    await idle()
    expect(platform.running).toEqual([])
    platform.clock.advance(1)
    await expect.poll(() => platform.running.length).toBe(1)
  }
  await platform.fail('film', { reason: 'fetch-error' })
  await eventually(client, 'film').toMatchObject({
    status: 'failed',
    failure: { reason: 'fetch-error' },
    attempt: 3,
  })
})
