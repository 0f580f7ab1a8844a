import { expect, it } from 'vitest'
import { eventually, FILM, idle, openStage, passTime, PODCAST, POSTER } from './fixtures/stage.js'
import { plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'

plugInIndexedDB()

/** Two tabs of one app. */
async function openTabs(...[options, browser]: Parameters<typeof openStage>) {
  const stage = openStage({ storage: 'device', ...options }, browser)
  const other = stage.open()
  await Promise.all([stage.client.ready(), other.ready()])
  return { ...stage, other }
}

it('shows in one tab what another starts, moves and finishes', async () => {
  const { client, other, platform } = await openTabs()
  await client.fetch('film', FILM, { title: 'A film' })
  await eventually(other, 'film').toMatchObject({ status: 'pending', title: 'A film' })
  await expect.poll(() => other.peekIds()).toEqual(['film'])
  await idle()
  platform.progress('film', { downloaded: 700 })
  expect(await other.get('film')).toMatchObject({ downloaded: 700 })
  await platform.succeed('film', { [FILM]: 'film' })
  await eventually(client, 'film').toMatchObject({ status: 'completed' })
  await eventually(other, 'film').toMatchObject({ status: 'completed', downloaded: 4 })
})

it('aborts and removes from any tab', async () => {
  const { client, other, platform } = await openTabs()
  await client.fetch('film', FILM)
  expect(await other.abort('film')).toBe(true)
  await eventually(client, 'film').toMatchObject({ status: 'aborted' })
  expect(platform.running).toEqual([])
  await other.remove('film')
  await eventually(client, 'film').toBeUndefined()
  expect(client.peekIds()).toEqual([])
})

it('gives one of two tabs that start the same id at once', async () => {
  const { client, other, platform } = await openTabs()
  const answers = await Promise.allSettled([client.fetch('film', FILM), other.fetch('film', PODCAST)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(platform.accepted).toHaveLength(1)
})

it('begins one attempt when the timers of two tabs ring', async () => {
  const { client, other, platform } = await openTabs()
  await client.fetch('film', [FILM, POSTER])
  await platform.fail('film', 'fetch-error')
  for (const tab of [client, other]) await eventually(tab, 'film').toMatchObject({ status: 'interrupted' })
  await passTime(platform.clock, 2_000)
  for (const tab of [client, other])
    await eventually(tab, 'film').toMatchObject({
      status: 'pending',
      phase: 'transferring',
      attempt: 2,
    })
  await idle()
  expect(platform.accepted).toHaveLength(2)
})

it('counts the five places of the browser over all tabs', async () => {
  const { client, other, platform } = await openTabs()
  await Promise.all(
    ['1', '2', '3', '4'].flatMap((id) => [
      client.fetch(`film-${id}`, FILM),
      other.fetch(`podcast-${id}`, PODCAST),
    ]),
  )
  expect(platform.running).toHaveLength(5)
  expect(platform.accepted).toHaveLength(5)
})

it('starts in one tab what waited for another tab’s fetch to end', async () => {
  const { client, other, platform } = await openTabs()
  for (const id of ['1', '2', '3', '4', '5']) await client.fetch(id, FILM)
  expect(await other.fetch('6', FILM)).toMatchObject({ status: 'pending', phase: 'queued' })
  await platform.succeed('1')
  await expect.poll(() => platform.running.at(-1)).toMatch(/:6$/)
})

it('keeps two namespaces of one origin apart', async () => {
  const { client, open } = await openTabs()
  const elsewhere = open({ namespace: 'another-app' })
  await client.fetch('film', FILM)
  await idle()
  expect(await elsewhere.get('film')).toBeUndefined()
  expect(await elsewhere.fetch('film', FILM)).toMatchObject({ attempt: 1 })
})
