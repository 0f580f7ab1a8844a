import { expect, it, vi } from 'vitest'
import { createBrowserOnline } from './online.js'

it('waits for the event that says so', async () => {
  const browser = { onLine: false }
  vi.stubGlobal('navigator', browser)
  const scope = new EventTarget()
  const online = createBrowserOnline(scope)
  expect(online.isOnline()).toBe(false)
  const back = online.untilOnline(new AbortController().signal)
  browser.onLine = true
  scope.dispatchEvent(new Event('online'))
  await back
  expect(online.isOnline()).toBe(true)
  vi.unstubAllGlobals()
})

it('stops waiting when it is aborted', async () => {
  vi.stubGlobal('navigator', { onLine: false })
  const controller = new AbortController()
  const waiting = createBrowserOnline(new EventTarget()).untilOnline(controller.signal)
  const reason = new Error('Paused.')
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  vi.unstubAllGlobals()
})

it('is online where nobody says that it is not', async () => {
  vi.stubGlobal('navigator', undefined)
  const online = createBrowserOnline(new EventTarget())
  expect(online.isOnline()).toBe(true)
  await online.untilOnline(new AbortController().signal)
  vi.unstubAllGlobals()
})
