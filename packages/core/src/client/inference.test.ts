import { afterEach, expect, it, vi } from 'vitest'
import { SERVER_SILENT_AFTER_MS } from '../records/infer.js'
import { FILM, idle, openStage, passTime, PODCAST } from './fixtures/stage.js'

afterEach(() => vi.unstubAllGlobals())

function setOnline(onLine: boolean) {
  vi.stubGlobal('navigator', { onLine })
}

it('says offline when nothing has come for three seconds without a network', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  platform.progress('film', { downloaded: 700 })
  setOnline(false)
  await passTime(platform.clock, 2_000)
  expect(await client.get('film')).toMatchObject({ status: 'pending' })
  await passTime(platform.clock, 2_000)
  expect(client.peek('film')).toMatchObject({
    status: 'interrupted',
    reason: 'offline',
    needsUser: false,
    downloaded: 700,
  })
})

it('goes on showing progress with the next byte', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  setOnline(false)
  await passTime(platform.clock, 5_000)
  expect(client.peek('film')).toMatchObject({ status: 'interrupted' })
  setOnline(true)
  platform.progress('film', { downloaded: 1 })
  platform.clock.advance(16)
  expect(client.peek('film')).toMatchObject({ status: 'pending', phase: 'transferring' })
})

it('blames the server when nothing has come for a named time, not before', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  await passTime(platform.clock, SERVER_SILENT_AFTER_MS - 1_000)
  expect(await client.get('film')).toMatchObject({ status: 'pending' })
  await passTime(platform.clock, 2_000)
  expect(client.peek('film')).toMatchObject({ status: 'interrupted', reason: 'server', nextAttemptAt: null })
})

it.each([-3_600_000, 3_600_000])('says so by time that passes, not by a clock set by %d ms', async (byMs) => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  platform.progress('film', { downloaded: 700 })
  platform.clock.set(byMs)
  await passTime(platform.clock, SERVER_SILENT_AFTER_MS - 2_000)
  expect(await client.get('film')).toMatchObject({ status: 'pending' })
  await passTime(platform.clock, 4_000)
  expect(client.peek('film')).toMatchObject({ status: 'interrupted', reason: 'server' })
})

it('does not blame anyone for a fetch that waits for its turn', async () => {
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  await client.fetch('podcast', PODCAST)
  for (let second = 1; second <= 90; second++) {
    platform.progress('film', { downloaded: second })
    await passTime(platform.clock, 1_000)
  }
  expect(await client.get('podcast')).toMatchObject({ status: 'pending', phase: 'queued' })

  platform.drop('film')
  await passTime(platform.clock, 6_000)
  expect(await client.get('podcast')).toMatchObject({ status: 'pending', phase: 'transferring' })
  await passTime(platform.clock, SERVER_SILENT_AFTER_MS + 1_000)
  expect(await client.get('podcast')).toMatchObject({ status: 'interrupted', reason: 'server' })
})

it('lets the clock rest when nothing runs', async () => {
  const { client, platform } = openStage()
  const timers = new Set<object>()
  const { timeout } = platform.clock
  const clock = {
    ...platform.clock,
    timeout: (callback: () => void, delayMs: number) => {
      const timer = {}
      timers.add(timer)
      const cancel = timeout(() => {
        timers.delete(timer)
        callback()
      }, delayMs)
      return () => {
        timers.delete(timer)
        cancel()
      }
    },
  }
  client.dispose()
  const { client: counted, platform: other } = openStage({ clock })
  await counted.ready()
  await idle()
  expect(timers.size).toBe(0)
  await counted.fetch('film', FILM)
  expect(timers.size).toBe(1)
  await other.succeed('film')
  await idle()
  platform.clock.advance(1_000)
  await idle()
  expect(timers.size).toBe(0)
})
