import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  eventually,
  FILM,
  freshNamespace,
  idle,
  openStage,
  passTime,
  PODCAST,
  POSTER,
  stateOf,
} from '../client/fixtures/stage.js'
import { BUSY_POLL_MS } from '../scheduler/scheduler.js'
import { LOST_AFTER_MS } from '../scheduler/watchdog.js'
import { READY_TIMEOUT_MS } from './nativeAdapter.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'

plugInIndexedDB()

it('never hands the browser an empty id, which would crash the tab', async () => {
  const { client, platform } = openStage()
  await expect(client.fetch('', FILM)).rejects.toMatchObject({ code: 'invalid-id' })
  expect(platform.accepted).toEqual([])
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'pending' })
})

it('keeps a sixth fetch queued, and starts it when one of the five ends', async () => {
  const { client, platform } = openStage()
  for (const id of ['1', '2', '3', '4', '5', '6']) await client.fetch(id, FILM)
  expect(stateOf(await client.get('6'))).toBe('pending/queued')
  expect(platform.running).toHaveLength(5)

  await platform.succeed('1')
  await expect.poll(() => platform.running).toContainEqual(expect.stringMatching(/:1:6$/))
  expect(stateOf(await client.get('6'))).toBe('pending/queued')
})

it('finds the room that a fetch of other code has left without a word', async () => {
  const { client, platform } = openStage()
  const other = platform.openPage()
  for (const id of ['a', 'b', 'c', 'd', 'e']) await other.manager.fetch(id, [new Request(FILM)])
  await client.fetch('film', FILM)
  platform.drop('c')
  await passTime(platform.clock, BUSY_POLL_MS)
  expect(platform.running.at(-1)).toContain(':film')
})

it('starts those that wait in the order they came, also when a newcomer asks while one has room', async () => {
  const { client, platform } = openStage()
  for (const id of ['1', '2', '3', '4', '5', '6', '7']) await client.fetch(id, FILM)
  platform.drop('1')
  await client.fetch('8', FILM)
  platform.drop('2')
  await passTime(platform.clock, BUSY_POLL_MS)
  expect(platform.accepted.slice(5).map(({ id }) => id.at(-1))).toEqual(['6', '7'])
})

it('starts the next at once when an abort makes room', async () => {
  const { client, platform } = openStage()
  for (const id of ['1', '2', '3', '4', '5', '6']) await client.fetch(id, FILM)
  const release = platform.holdEvents()
  await client.abort('3')
  await expect.poll(() => platform.accepted.length).toBe(6)
  release()
})

it('resolves interrupted when no worker becomes active in time, and does not wait as long for the next', async () => {
  const { client, platform } = openStage({}, { worker: 'none' })
  const first = client.fetch('film', FILM)
  const second = client.fetch('podcast', PODCAST)
  await passTime(platform.clock, READY_TIMEOUT_MS)
  expect(await first).toMatchObject({ status: 'interrupted', reason: 'service-worker', needsUser: false })
  expect(await second).toMatchObject({ status: 'interrupted', reason: 'service-worker' })
})

it('keeps a second start on a fresh profile until the next page load', async () => {
  const { client, platform, open } = openStage({ storage: 'device' }, { permission: 'prompt' })
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'pending' })
  expect(await client.fetch('podcast', PODCAST)).toMatchObject({
    status: 'interrupted',
    reason: 'permission',
    needsUser: true,
  })
  client.dispose()

  const reloaded = open()
  await eventually(reloaded, 'podcast').toMatchObject({ status: 'pending', attempt: 2 })
  await expect.poll(() => platform.running.length).toBe(2)
})

it('keeps a fetch that was started in an iframe, and lets no one be blocked by it', async () => {
  const { client, platform } = openStage({}, { isFramed: true })
  expect(await client.fetch('film', FILM)).toMatchObject({ status: 'interrupted', reason: 'unsupported' })
  expect(platform.running).toEqual([])
})

it('fails at once, and for good, what a Content Security Policy forbids', async () => {
  const { client, platform } = openStage()
  platform.reject(
    new TypeError(`Refused to fetch '${FILM}' because it violates the Content Security Policy.`),
  )
  expect(await client.fetch('film', FILM)).toMatchObject({
    status: 'failed',
    failure: { reason: 'fetch-error', url: FILM },
  })
  await passTime(platform.clock, 120_000, 10_000)
  expect(platform.accepted).toEqual([])
})

it('is interrupted by a full disk, and goes on when a person has made room', async () => {
  const { client, platform } = openStage()
  platform.reject(new DOMException('Quota exceeded.', 'QuotaExceededError'))
  expect(await client.fetch('film', FILM)).toMatchObject({
    status: 'interrupted',
    reason: 'storage',
    needsUser: true,
  })
  expect(await client.retry('film')).toMatchObject({ status: 'pending', attempt: 2 })
})

it('does not believe a success without bytes', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  await platform.falseSuccess('film', 5_000)
  await eventually(client, 'film').toMatchObject({
    status: 'interrupted',
    reason: 'server',
    filesCompleted: 0,
  })
  expect(await client.match('film', FILM)).toBeUndefined()
})

it('says that it is being stored between the platform’s success and the worker’s commit', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  const release = platform.holdEvents()
  const ended = platform.succeed('film')
  expect(stateOf(await client.get('film'))).toBe('pending/storing')
  release()
  await ended
  await eventually(client, 'film').toMatchObject({ status: 'completed' })
})

it('accepts the same id again while the worker still settles the first, and keeps the two apart', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  const release = platform.holdEvents()
  const first = platform.succeed('film', { [FILM]: 'old' })
  await client.abort('film')
  expect(await client.fetch('film', FILM)).toMatchObject({ attempt: 2, status: 'pending' })
  release()
  await first
  expect(await client.get('film')).toMatchObject({ attempt: 2, status: 'pending', filesCompleted: 0 })
  await platform.succeed('film', { [FILM]: 'new' })
  await eventually(client, 'film').toMatchObject({ status: 'completed', attempt: 2 })
  expect(await (await client.match('film', FILM))?.text()).toBe('new')
})

it('notices that an unregistered worker has taken its transfers along, and tries again', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  platform.unregisterWorker()
  platform.setWorker('listening')
  await passTime(platform.clock, LOST_AFTER_MS + 15_000)
  expect(await client.get('film')).toMatchObject({ status: 'pending', attempt: 2 })
  expect(platform.running).toHaveLength(1)
})

it('takes the user’s cancel in the browser’s own list for an abort', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  await platform.cancel('film')
  await eventually(client, 'film').toMatchObject({ status: 'aborted' })
  expect(platform.running).toEqual([])
})

it('keeps the good files of a fetch that failed, and asks only for the others again', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', [FILM, POSTER])
  await platform.fail('film', 'bad-status', { [POSTER]: 'poster' }, 503)
  await eventually(client, 'film').toMatchObject({
    status: 'interrupted',
    reason: 'server',
    filesCompleted: 1,
  })
  await passTime(platform.clock, 2_000)
  expect(platform.accepted.at(-1)!.urls).toEqual([FILM])
})

it('sends what is missing again after the browser was quit', async () => {
  const { client, platform, open } = openStage({ storage: 'device', namespace: freshNamespace() })
  await client.fetch('film', [FILM, POSTER])
  client.dispose()
  await idle()
  await platform.restart()

  const reloaded = open()
  await reloaded.ready()
  await passTime(platform.clock, 2_000)
  await eventually(reloaded, 'film').toMatchObject({ status: 'pending', attempt: 2 })
  await expect.poll(() => platform.running.length).toBe(1)
})

it('never shows fewer bytes than before within an attempt, whatever the browser reports', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(10_000), { minLength: 1, maxLength: 30 }), async (reports) => {
      const { client, platform } = openStage()
      await client.fetch('film', FILM)
      let shown = 0
      for (const downloaded of reports) {
        platform.progress('film', { downloaded })
        const record = await client.get('film')
        expect(record!.downloaded).toBeGreaterThanOrEqual(shown)
        shown = record!.downloaded
      }
      expect(shown).toBe(Math.max(...reports))
      await platform.fail('film', 'fetch-error')
      await eventually(client, 'film').toMatchObject({ status: 'interrupted', downloaded: shown })
      client.dispose()
    }),
    { numRuns: 15 },
  )
})
