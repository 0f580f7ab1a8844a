import { afterEach, expect, it, vi } from 'vitest'
import { eventually, FILM, idle, openStage } from './fixtures/stage.js'

afterEach(() => vi.unstubAllGlobals())

/** A page that can be told that its network is back. */
function createNetwork() {
  const page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  return { comeBack: () => page.dispatchEvent(new Event('online')) }
}

it('begins the next attempt at once when the network is back that the last one lacked', async () => {
  const network = createNetwork()
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  await platform.fail('film', 'fetch-error')
  await eventually(client, 'film').toMatchObject({ status: 'interrupted', reason: 'unknown' })
  network.comeBack()
  await expect.poll(() => platform.accepted.length).toBe(2)
  expect(await client.get('film')).toMatchObject({ status: 'pending', attempt: 2 })
})

it('leaves a server its time, whatever the network does', async () => {
  const network = createNetwork()
  const { client, platform } = openStage()
  await client.fetch('film', FILM)
  await platform.fail('film', 'bad-status', {}, 503)
  await eventually(client, 'film').toMatchObject({ status: 'interrupted', reason: 'server' })
  network.comeBack()
  await idle()
  expect(await client.get('film')).toMatchObject({ status: 'interrupted', attempt: 1 })
})
