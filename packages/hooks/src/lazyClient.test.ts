import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { expect, it, vi } from 'vitest'
import { createLazyClient } from './lazyClient.js'

function setUp() {
  const engine = createMemoryEngine()
  const create = vi.fn<typeof createBackgroundFetchClient>(() =>
    createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock }),
  )
  return { create, ...createLazyClient(create) }
}

it('makes nothing while it is only looked at', () => {
  const { client, create } = setUp()
  expect(client.peekIds()).toEqual([])
  expect(client.peek('film')).toBeUndefined()
  expect(client.isReady).toBe(false)
  expect(create).not.toHaveBeenCalled()
})

it('makes one client for all that is asked of it', async () => {
  const { client, create } = setUp()
  await client.ready()
  await client.fetch('film', 'https://films.example/film.mp4')
  expect(client.isReady).toBe(true)
  expect(await client.getIds()).toEqual(['film'])
  expect(create).toHaveBeenCalledOnce()
})

it('disposes what it made after the last hold', async () => {
  const { client, hold } = setUp()
  const release = hold()
  await client.ready()
  release()
  await Promise.resolve()
  await expect(client.fetch('film', 'https://films.example/film.mp4')).rejects.toMatchObject({
    code: 'client-disposed',
  })
})

it('survives to be let go of and held again at once', async () => {
  const { client, create, hold } = setUp()
  const release = hold()
  await client.ready()
  release()
  hold()
  await Promise.resolve()
  await client.fetch('film', 'https://films.example/film.mp4')
  expect(create).toHaveBeenCalledOnce()
})

it('makes a new client when it is held again later', async () => {
  const { client, create, hold } = setUp()
  const release = hold()
  await client.ready()
  release()
  await Promise.resolve()
  hold()
  await client.ready()
  expect(client.isReady).toBe(true)
  expect(create).toHaveBeenCalledTimes(2)
})
