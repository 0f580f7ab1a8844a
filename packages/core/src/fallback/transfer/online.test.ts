import { expect, it, vi } from 'vitest'
import { createVirtualClock } from '../../testing/createVirtualClock.js'
import { createBrowserOnline } from './online.js'

it('waits for the event that says so', async () => {
  const browser = { onLine: false }
  vi.stubGlobal('navigator', browser)
  const scope = new EventTarget()
  const online = createBrowserOnline(createVirtualClock(), scope)
  expect(online.isOnline()).toBe(false)
  const back = online.untilOnline(new AbortController().signal)
  browser.onLine = true
  scope.dispatchEvent(new Event('online'))
  await back
  expect(online.isOnline()).toBe(true)
  vi.unstubAllGlobals()
})

it('finds out by itself where no event comes', async () => {
  const browser = { onLine: false }
  vi.stubGlobal('navigator', browser)
  const clock = createVirtualClock()
  const back = createBrowserOnline(clock, new EventTarget()).untilOnline(new AbortController().signal)
  clock.advance(10_000)
  browser.onLine = true
  clock.advance(1_000)
  await expect(back).resolves.toBeUndefined()
  vi.unstubAllGlobals()
})

it('hears that it goes, or finds out', async () => {
  const browser = { onLine: true }
  vi.stubGlobal('navigator', browser)
  const [clock, scope] = [createVirtualClock(), new EventTarget()]
  const online = createBrowserOnline(clock, scope)
  const { signal } = new AbortController()
  const heard = online.untilOffline(signal)
  scope.dispatchEvent(new Event('offline'))
  await heard
  const found = online.untilOffline(signal)
  clock.advance(10_000)
  browser.onLine = false
  clock.advance(1_000)
  await expect(found).resolves.toBeUndefined()
  vi.unstubAllGlobals()
})

it('stops waiting when it is aborted', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  const controller = new AbortController()
  const waiting = createBrowserOnline(createVirtualClock(), new EventTarget()).untilOnline(controller.signal)
  const reason = new Error('Paused.')
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  vi.unstubAllGlobals()
})

it('is online where nobody says that it is not', async () => {
  vi.stubGlobal('navigator', undefined)
  const online = createBrowserOnline(createVirtualClock(), new EventTarget())
  expect(online.isOnline()).toBe(true)
  await online.untilOnline(new AbortController().signal)
  vi.unstubAllGlobals()
})
