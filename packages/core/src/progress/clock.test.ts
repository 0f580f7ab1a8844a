import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSystemClock } from './clock.js'

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'Date', 'requestAnimationFrame', 'cancelAnimationFrame'],
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Node has no frames: fake timers bring them only where they exist. */
function showPage(visibilityState: 'visible' | 'hidden', { paints = true } = {}) {
  vi.stubGlobal('document', { visibilityState })
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => (paints ? setTimeout(callback, 16) : 0))
  vi.stubGlobal('cancelAnimationFrame', (frame: ReturnType<typeof setTimeout>) => clearTimeout(frame))
}

it('calls back with the next frame of a visible page, once', () => {
  showPage('visible')
  const callback = vi.fn<() => void>()
  createSystemClock().frame(callback)
  vi.advanceTimersByTime(16)
  expect(callback).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10_000)
  expect(callback).toHaveBeenCalledTimes(1)
})

it('calls back after a second where the page is hidden', () => {
  showPage('hidden')
  const callback = vi.fn<() => void>()
  createSystemClock().frame(callback)
  vi.advanceTimersByTime(999)
  expect(callback).not.toHaveBeenCalled()
  vi.advanceTimersByTime(1)
  expect(callback).toHaveBeenCalledTimes(1)
})

it('still calls back when the page is hidden before the frame is painted', () => {
  showPage('visible', { paints: false })
  const callback = vi.fn<() => void>()
  createSystemClock().frame(callback)
  vi.advanceTimersByTime(1_000)
  expect(callback).toHaveBeenCalledTimes(1)
})

it('works where there is no page', () => {
  const callback = vi.fn<() => void>()
  createSystemClock().frame(callback)
  vi.advanceTimersByTime(1_000)
  expect(callback).toHaveBeenCalledTimes(1)
})

it.each(['visible', 'hidden'] as const)('takes a frame of a %s page back', (visibility) => {
  showPage(visibility)
  const callback = vi.fn<() => void>()
  createSystemClock().frame(callback)()
  expect(vi.getTimerCount()).toBe(0)
  vi.advanceTimersByTime(10_000)
  expect(callback).not.toHaveBeenCalled()
})

it('takes a timeout back', () => {
  const callback = vi.fn<() => void>()
  createSystemClock().timeout(callback, 100)()
  vi.advanceTimersByTime(1_000)
  expect(callback).not.toHaveBeenCalled()
})

it('tells epoch milliseconds', () => {
  vi.setSystemTime(1_700_000_000_000)
  expect(createSystemClock().now()).toBe(1_700_000_000_000)
})
