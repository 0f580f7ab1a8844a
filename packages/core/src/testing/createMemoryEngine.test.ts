import { expect, it } from 'vitest'
import { createBackgroundFetchClient } from '../client/createBackgroundFetchClient.js'
import { createMemoryEngine } from './createMemoryEngine.js'

it('stays paused when bytes that were in flight arrive', async () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  await client.fetch('film', { url: 'https://films.example/film.mp4', size: 100 })
  await client.pause('film')
  engine.progress('film', { downloaded: 40, downloadTotal: 100 })
  engine.interrupt('film', { reason: 'offline', needsUser: false, nextAttemptAt: null })
  engine.clock.advance(100)
  expect(client.peek('film')).toMatchObject({ status: 'paused', downloaded: 40 })
  await client.resume('film')
  engine.clock.advance(100)
  expect(client.peek('film')).toMatchObject({ status: 'pending', phase: 'transferring' })
})
