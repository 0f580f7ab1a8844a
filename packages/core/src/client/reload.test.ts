import { expect, it, vi } from 'vitest'
import { createIndexedDBTables } from '../journal/indexedDB.js'
import { createJournal } from '../journal/journal.js'
import { LOST_AFTER_MS } from '../scheduler/watchdog.js'
import {
  eventually,
  FILM,
  freshNamespace,
  idle,
  openStage,
  passTime,
  PODCAST,
  POSTER,
} from './fixtures/stage.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { newFetch, storedRequest } from '../fixtures/films.js'

plugInIndexedDB()

function openDeviceStage(...[options, browser]: Parameters<typeof openStage>) {
  return openStage({ storage: 'device', ...options }, browser)
}

it('shows what still runs, with its bytes', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', FILM, { title: 'A film' })
  platform.progress('film', { downloaded: 700 })
  client.dispose()

  const reloaded = open()
  await reloaded.ready()
  expect(reloaded.peek('film')).toMatchObject({ status: 'pending', title: 'A film' })
  await eventually(reloaded, 'film').toMatchObject({ downloaded: 700, attempt: 1 })
  platform.progress('film', { downloaded: 900 })
  expect(await reloaded.get('film')).toMatchObject({ downloaded: 900 })
  expect(platform.accepted).toHaveLength(1)
})

it('shows what ended while no page was open', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', FILM)
  await client.fetch('podcast', PODCAST)
  client.dispose()
  await idle()
  await platform.succeed('film', { [FILM]: 'film' })
  await platform.cancel('podcast')

  const reloaded = open()
  await reloaded.ready()
  expect(reloaded.peek('film')).toMatchObject({ status: 'completed', filesCompleted: 1, downloaded: 4 })
  expect(reloaded.peek('podcast')).toMatchObject({ status: 'aborted' })
})

it('says that a retry waited for a page, and begins it', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', [FILM, POSTER])
  client.dispose()
  await idle()
  await platform.fail('film', 'fetch-error', { [POSTER]: 'poster' })

  const reloaded = open()
  await reloaded.ready()
  expect(reloaded.peek('film')).toMatchObject({
    status: 'interrupted',
    reason: 'page-closed',
    needsUser: false,
    filesCompleted: 1,
  })
  await passTime(platform.clock, 1_000)
  await eventually(reloaded, 'film').toMatchObject({ status: 'pending', attempt: 2 })
  await expect.poll(() => platform.accepted.at(-1)!.urls).toEqual([FILM])
})

it('tries again as soon as it was to, and says when, though the clock was set back meanwhile', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', FILM)
  client.dispose()
  await idle()
  await platform.fail('film', 'fetch-error')
  platform.clock.set(-3_600_000)

  const reloaded = open()
  await reloaded.ready()
  expect(reloaded.peek('film')).toMatchObject({
    status: 'interrupted',
    nextAttemptAt: platform.clock.now() + 2_000,
  })
  await idle()
  await passTime(platform.clock, 3_000)
  await eventually(reloaded, 'film').toMatchObject({ status: 'pending', attempt: 2 })
})

it('notices what the browser has lost without a word, and tries again', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', FILM)
  client.dispose()
  await idle()
  platform.drop('film')

  const reloaded = open()
  await reloaded.ready()
  expect(await reloaded.get('film')).toMatchObject({ status: 'pending', attempt: 1 })
  await passTime(platform.clock, LOST_AFTER_MS + 6_000)
  await eventually(reloaded, 'film').toMatchObject({ status: 'pending', attempt: 2 })
})

it('starts what was journalled, but never handed over', async () => {
  const { client, platform, open } = openDeviceStage({}, { worker: 'installing' })
  void client.fetch('film', FILM)
  await eventually(client, 'film').toMatchObject({ status: 'pending', phase: 'queued' })
  client.dispose()

  platform.setWorker('listening')
  await idle()
  const reloaded = open()
  await eventually(reloaded, 'film').toMatchObject({
    status: 'pending',
    phase: 'transferring',
    attempt: 1,
  })
  expect(platform.running).toHaveLength(1)
})

it('aborts what the browser runs and nobody wants any more', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', FILM)
  client.dispose()
  await idle()
  const stray = platform.openPage()
  await stray.manager.fetch(platform.running[0]!.replace(':1:film', ':7:film'), [new Request(FILM)])

  open()
  await expect.poll(() => platform.running.length).toBe(1)
  expect(platform.running[0]).toMatch(/:1:film$/)
})

it('does not take a fetch that begins during the start for a stray', async () => {
  const { platform, open } = openDeviceStage()
  let look = () => {}
  const looking = new Promise<void>((resolve) => (look = resolve))
  const client = open({
    adapter(settler) {
      const adapter = platform.adapter(settler)
      return { ...adapter, list: () => looking.then(() => adapter.list()) }
    },
  })
  await client.fetch('film', FILM)
  look()
  await idle()
  expect(platform.running).toHaveLength(1)
  expect(await client.get('film')).toMatchObject({ status: 'pending' })
})

it('is ready at once, and keeps order, with thousands of live fetches', async () => {
  const namespace = freshNamespace()
  const journal = createJournal(createIndexedDBTables(`longhaul:${namespace}`))
  const count = 2_000
  for (let now = 0; now < count; now++) {
    await journal.create(newFetch(`film-${now}`, { engine: 'native', requests: [storedRequest(FILM)], now }))
  }
  journal.close()
  const { client, platform } = openDeviceStage({ namespace })
  await client.ready()
  expect(client.peekIds()).toHaveLength(count)
  expect(client.peekIds()[0]).toBe(`film-${count - 1}`)
  await expect.poll(() => platform.running.length, { timeout: 20_000 }).toBe(5)
})

it('goes on in memory where IndexedDB refuses, says so, and touches nothing that it can’t see', async () => {
  const { client, platform, open } = openDeviceStage()
  await client.fetch('film', FILM)
  client.dispose()
  await idle()

  const refusal = new DOMException('blocked', 'SecurityError')
  vi.stubGlobal('indexedDB', {
    open() {
      throw refusal
    },
  })
  const told: unknown[] = []
  const blind = open({ onStorageError: (error) => told.push(error) })
  expect(await blind.fetch('podcast', PODCAST)).toMatchObject({ status: 'pending' })
  expect(await blind.support()).toMatchObject({ journal: 'memory' })
  expect(told).toEqual([refusal])
  await idle()
  expect(platform.running).toHaveLength(2)
  vi.unstubAllGlobals()
})
