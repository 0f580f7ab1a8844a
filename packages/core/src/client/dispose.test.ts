import { expect, it, onTestFinished, vi } from 'vitest'
import type { BackgroundFetchClient } from '../types.js'
import { createVirtualClock } from '../testing/createVirtualClock.js'
import { FILM, idle, openStage, PODCAST } from './fixtures/stage.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'

plugInIndexedDB()

const calls: readonly [string, (client: BackgroundFetchClient) => unknown][] = [
  ['fetch', (client) => client.fetch('film', FILM)],
  ['get', (client) => client.get('film')],
  ['getAll', (client) => client.getAll()],
  ['getPage', (client) => client.getPage()],
  ['getIds', (client) => client.getIds()],
  ['abort', (client) => client.abort('film')],
  ['retry', (client) => client.retry('film')],
  ['pause', (client) => client.pause('film')],
  ['resume', (client) => client.resume('film')],
  ['remove', (client) => client.remove('film')],
  ['match', (client) => client.match('film', FILM)],
  ['matchAll', (client) => client.matchAll('film')],
  ['subscribe', async (client) => client.subscribe(() => {})],
  ['ready', (client) => client.ready()],
  ['support', (client) => client.support()],
]

it.each(calls)('answers %s() with client-disposed afterwards', async (_name, call) => {
  const { client } = openStage()
  client.dispose()
  await expect(call(client)).rejects.toMatchObject({ code: 'client-disposed' })
})

it('leaves no timer behind, whatever was under way', async () => {
  const pending = new Set<() => void>()
  const virtual = createVirtualClock()
  const clock = {
    ...virtual,
    timeout(callback: () => void, delayMs: number) {
      const cancel = virtual.timeout(() => (pending.delete(cancel), callback()), delayMs)
      pending.add(cancel)
      return () => (pending.delete(cancel), cancel())
    },
    frame: (callback: () => void) => clock.timeout(callback, 16),
  }
  const { client, platform } = openStage({ storage: 'device', clock })
  for (const id of ['1', '2', '3', '4', '5', '6']) await client.fetch(id, FILM)
  await platform.fail('1', 'fetch-error')
  await idle()
  platform.progress('2', { downloaded: 1 })
  const starting = client.fetch('podcast', PODCAST).catch(() => 'too late')
  expect(pending.size).toBeGreaterThan(0)

  client.dispose()
  await starting
  await idle()
  expect(pending.size).toBe(0)
})

it('hears nothing more, and lets transfers go on', async () => {
  const { client, platform, open } = openStage({ storage: 'device' })
  await client.fetch('film', FILM)
  let heard = 0
  client.subscribe(() => (heard += 1))
  client.dispose()
  await idle()
  platform.progress('film', { downloaded: 700 })
  platform.clock.advance(60_000)
  await platform.succeed('film', { [FILM]: 'film' })
  await idle()
  expect(heard).toBe(0)
  const reloaded = open()
  await reloaded.ready()
  expect(reloaded.peek('film')).toMatchObject({ status: 'completed' })
})

/** Channels that somebody has opened and not closed. */
function watchChannels(): ReadonlySet<BroadcastChannel> {
  const open = new Set<BroadcastChannel>()
  class Watched extends BroadcastChannel {
    constructor(name: string) {
      super(name)
      open.add(this)
    }
    override close() {
      open.delete(this)
      super.close()
    }
  }
  vi.stubGlobal('BroadcastChannel', Watched)
  onTestFinished(() => void vi.unstubAllGlobals())
  return open
}

it('lets go of a channel that was being opened when it was disposed of', async () => {
  const channels = watchChannels()
  const { client } = openStage({ storage: 'device' })
  void client.ready().catch(() => undefined)
  client.dispose()
  await idle()
  expect(channels.size).toBe(0)
})

it('opens no channel again for a start that the engine answers later', async () => {
  const channels = watchChannels()
  const { client, platform } = openStage({ storage: 'device' }, { worker: 'installing' })
  const starting = client.fetch('film', FILM)
  await idle()
  expect(channels.size).toBe(1)
  client.dispose()
  platform.setWorker('listening')
  await starting
  await idle()
  expect(platform.running).toHaveLength(1)
  expect(channels.size).toBe(0)
})

it('may be disposed of twice, and before it was ever used', () => {
  const { client } = openStage()
  client.dispose()
  expect(() => client.dispose()).not.toThrow()
})
