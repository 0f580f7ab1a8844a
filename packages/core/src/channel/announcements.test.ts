import { afterEach, expect, it, vi } from 'vitest'
import { createAnnouncements, type Announcement, type Announcements } from './announcements.js'

const opened: Announcements[] = []
const open = (namespace = 'films') => {
  const announcements = createAnnouncements(namespace)
  opened.push(announcements)
  const heard: Announcement[] = []
  const stop = announcements.subscribe((announcement) => heard.push(announcement))
  return { announcements, heard, stop }
}
afterEach(() => {
  for (const announcements of opened.splice(0)) announcements.close()
  vi.unstubAllGlobals()
})

const CHANGED: Announcement = { type: 'changed', id: 'film' }
const REMOVED: Announcement = { type: 'removed', id: 'film' }

it('is heard by every other tab, and not by the one that speaks', async () => {
  const [one, other, third] = [open(), open(), open()]
  one.announcements.announce(CHANGED)
  one.announcements.announce(REMOVED)
  await vi.waitFor(() =>
    expect([other.heard, third.heard]).toEqual([
      [CHANGED, REMOVED],
      [CHANGED, REMOVED],
    ]),
  )
  expect(one.heard).toEqual([])
})

it('is not heard in another namespace', async () => {
  const [one, other, stranger] = [open(), open(), open('podcasts')]
  one.announcements.announce(CHANGED)
  await vi.waitFor(() => expect(other.heard).toEqual([CHANGED]))
  expect(stranger.heard).toEqual([])
})

it('leaves alone whatever else is said on the channel', async () => {
  const { heard } = open()
  const channel = new BroadcastChannel('longhaul:films')
  const nonsense = [
    null,
    'changed',
    7,
    {},
    { type: 'changed' },
    { type: 'changed', id: 7 },
    { type: 'exploded', id: 'film' },
  ]
  const speak = channel.postMessage.bind(channel)
  for (const data of [...nonsense, REMOVED]) speak(data)
  await vi.waitFor(() => expect(heard).toEqual([REMOVED]))
  channel.close()
})

it('is not heard any more after the listener has left', async () => {
  const [one, other, third] = [open(), open(), open()]
  other.stop()
  one.announcements.announce(CHANGED)
  await vi.waitFor(() => expect(third.heard).toEqual([CHANGED]))
  expect(other.heard).toEqual([])
})

it('does nothing where there is no BroadcastChannel', () => {
  vi.stubGlobal('BroadcastChannel', undefined)
  const { announcements, stop } = open()
  expect(() => {
    announcements.announce(CHANGED)
    stop()
    announcements.close()
  }).not.toThrow()
})
