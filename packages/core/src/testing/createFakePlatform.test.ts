import { expect, it } from 'vitest'
import { createFakePlatform } from './createFakePlatform.js'

const FILM = 'https://app.example/film.mp4'
const request = () => [new Request(FILM)]

it('crashes for good over an empty id', async () => {
  const platform = createFakePlatform()
  const { manager } = platform.openPage()
  await expect(manager.fetch('', request())).rejects.toThrow('The tab has crashed')
  await expect(manager.getIds()).rejects.toThrow('The tab has crashed')
  expect(() => platform.progress('film', {})).toThrow('The tab has crashed')
})

it('refuses as Chromium does: too many, twice, no worker, no request, no permission', async () => {
  const platform = createFakePlatform({ permission: 'prompt' })
  const { manager } = platform.openPage()
  await expect(manager.fetch('a', [])).rejects.toThrow('At least one request')
  await manager.fetch('a', request())
  await expect(manager.fetch('a', request())).rejects.toThrow('already is a registration')
  await expect(manager.fetch('b', request())).rejects.toThrow('does not have permission')
  platform.setPermission('granted')
  for (const id of ['b', 'c', 'd', 'e']) await manager.fetch(id, request())
  await expect(manager.fetch('f', request())).rejects.toThrow('too many active fetches')
  platform.setWorker('none')
  await expect(manager.fetch('g', request())).rejects.toThrow('No active registration')
})

it('gives a new object each time, and tells all of them', async () => {
  const platform = createFakePlatform()
  const { manager } = platform.openPage()
  const registrations = [
    await manager.fetch('film', request()),
    (await manager.get('film'))!,
    (await manager.get('film'))!,
  ]
  expect(new Set(registrations).size).toBe(3)
  let events = 0
  for (const registration of registrations) registration.addEventListener('progress', () => (events += 1))
  platform.progress('film', { downloaded: 7 })
  expect(events).toBe(3)
  expect(registrations.map(({ downloaded }) => downloaded)).toEqual([7, 7, 7])
})

it('forgets an ended registration before its event, and the records with it', async () => {
  const platform = createFakePlatform()
  const { manager } = platform.openPage()
  const registration = await manager.fetch('film', request())
  platform.progress('film', { downloaded: 7 })
  const release = platform.holdEvents()
  const ended = platform.fail('film', 'bad-status', {}, 404)
  expect(await manager.getIds()).toEqual([])
  expect(await manager.get('film')).toBeUndefined()
  expect(registration).toMatchObject({ result: 'failure', failureReason: 'bad-status', downloaded: 0 })
  const [record] = await registration.matchAll()
  expect((await record!.responseReady).status).toBe(404)
  release()
  await ended
  await expect(registration.matchAll()).rejects.toMatchObject({ name: 'InvalidStateError' })
})

it('moves one after the other', async () => {
  const platform = createFakePlatform()
  const { manager } = platform.openPage()
  await manager.fetch('film', request())
  await manager.fetch('podcast', request())
  expect(() => platform.progress('podcast', { downloaded: 1 })).toThrow('waits for its turn')
  platform.drop('film')
  platform.progress('podcast', { downloaded: 1 })
  expect(() => platform.drop('film')).toThrow('It runs: podcast')
})
