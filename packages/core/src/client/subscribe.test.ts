import { expect, it } from 'vitest'
import type { BackgroundFetchChange } from '../types.js'
import { FILM, openMemoryStage, PODCAST } from './fixtures/stage.js'

function listen(client: ReturnType<typeof openMemoryStage>['client']) {
  const changes: BackgroundFetchChange[] = []
  client.subscribe((change) => changes.push(change))
  return changes
}

it('tells once a frame, however often bytes move', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  const changes = listen(client)
  for (let downloaded = 1; downloaded <= 100; downloaded++) platform.progress('film', { downloaded })
  expect(changes).toEqual([])
  platform.clock.advance(16)
  expect(changes).toEqual([{ updated: ['film'], removed: [], structural: false, queueMoved: false }])
  expect(client.peek('film')).toMatchObject({ downloaded: 100 })
})

it('tells of all fetches in one flush', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  await client.fetch('podcast', PODCAST)
  const changes = listen(client)
  platform.progress('film', { downloaded: 1 })
  platform.progress('podcast', { downloaded: 1 })
  platform.clock.advance(16)
  expect(changes).toEqual([
    { updated: ['film', 'podcast'], removed: [], structural: false, queueMoved: false },
  ])
})

it('tells of an ending at once, without waiting for a frame', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  const changes = listen(client)
  await platform.succeed('film')
  await expect
    .poll(() => changes.at(-1))
    .toEqual({ updated: ['film'], removed: [], structural: true, queueMoved: false })
  expect(client.peek('film')).toMatchObject({ status: 'completed' })
})

it('calls a change structural when a fetch comes, goes or changes status, and only then', async () => {
  const { client, platform } = openMemoryStage()
  const changes = listen(client)
  const last = () => changes.at(-1)
  await client.fetch('film', FILM)
  expect(last()).toMatchObject({ updated: ['film'], structural: true })
  platform.progress('film', { downloaded: 1, downloadTotal: 9 })
  platform.clock.advance(16)
  expect(last()).toMatchObject({ structural: false })
  await client.pause('film')
  platform.clock.advance(16)
  expect(last()).toMatchObject({ structural: true })
  await client.remove('film')
  expect(last()).toEqual({ updated: [], removed: ['film'], structural: true, queueMoved: false })
})

it('keeps the list of ids while only bytes and statuses move', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  const ids = client.peekIds()
  platform.progress('film', { downloaded: 1 })
  platform.clock.advance(16)
  await client.pause('film')
  await client.abort('film')
  expect(client.peek('film')).toMatchObject({ status: 'aborted' })
  expect(client.peekIds()).toBe(ids)
})

it('keeps a record until the next flush, and the same one for all who ask', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  const record = client.peek('film')
  platform.progress('film', { downloaded: 1 })
  expect(client.peek('film')).toBe(record)
  platform.clock.advance(16)
  expect(client.peek('film')).not.toBe(record)
  expect(client.peek('film')?.files).toBe(record?.files)
})

it('tells nobody who has unsubscribed', async () => {
  const { client } = openMemoryStage()
  const changes: BackgroundFetchChange[] = []
  client.subscribe((change) => changes.push(change))()
  await client.fetch('film', FILM)
  expect(changes).toEqual([])
})

it('puts a fetch that is made anew in front', async () => {
  const { client, platform } = openMemoryStage()
  for (const id of ['film', 'podcast']) {
    await client.fetch(id, FILM)
    platform.clock.advance(1_000)
  }
  expect(client.peekIds()).toEqual(['podcast', 'film'])
  await client.abort('film')
  await client.fetch('film', FILM)
  expect(client.peekIds()).toEqual(['film', 'podcast'])
})

it('smooths the speed over readings, and shows none when nothing moves', async () => {
  const { client, platform } = openMemoryStage()
  await client.fetch('film', FILM)
  for (let second = 1; second <= 4; second++) {
    platform.clock.advance(1_000)
    platform.progress('film', { downloaded: second * 500 })
  }
  expect((await client.get('film'))?.bytesPerSecond).toBeCloseTo(500)
  await client.pause('film')
  expect((await client.get('film'))?.bytesPerSecond).toBeNull()
})

it('prefers exact sizes to a hint, and a hint to nothing, until it proves too low', async () => {
  const { client, platform } = openMemoryStage()
  expect(await client.fetch('exact', [{ url: FILM, size: 10 }], { downloadTotal: 99 })).toMatchObject({
    downloadTotal: 10,
  })
  expect(await client.fetch('hinted', FILM, { downloadTotal: 100 })).toMatchObject({ downloadTotal: 100 })
  platform.progress('hinted', { downloaded: 101 })
  expect(await client.get('hinted')).toMatchObject({ downloadTotal: null })
})
