import { expect, it, vi } from 'vitest'
import { createCoalescer } from './coalesce.js'

function setUp() {
  const frames = new Set<() => void>()
  const flush = vi.fn<() => void>()
  const clock = {
    frame(callback: () => void) {
      frames.add(callback)
      return () => frames.delete(callback)
    },
  }
  const paint = () => {
    const due = [...frames]
    frames.clear()
    due.forEach((callback) => callback())
  }
  return { coalescer: createCoalescer(clock, flush), flush, frames, paint }
}

it('makes one flush of many wishes', () => {
  const { coalescer, flush, paint } = setUp()
  for (let wish = 0; wish < 300; wish++) coalescer.soon()
  expect(flush).not.toHaveBeenCalled()
  paint()
  paint()
  expect(flush).toHaveBeenCalledTimes(1)
})

it('flushes at once for an ending, and not again in the frame', () => {
  const { coalescer, flush, paint } = setUp()
  coalescer.soon()
  coalescer.now()
  expect(flush).toHaveBeenCalledTimes(1)
  paint()
  expect(flush).toHaveBeenCalledTimes(1)
})

it('flushes the first ending of a frame at once, and ten thousand others together', () => {
  const { coalescer, flush, paint } = setUp()
  for (let ending = 0; ending < 10_000; ending++) coalescer.now()
  expect(flush).toHaveBeenCalledTimes(1)
  paint()
  expect(flush).toHaveBeenCalledTimes(2)
  coalescer.now()
  expect(flush).toHaveBeenCalledTimes(3)
})

it('takes a wish made during a flush into the next frame', () => {
  const { coalescer, flush, paint } = setUp()
  flush.mockImplementationOnce(() => coalescer.soon())
  coalescer.soon()
  paint()
  expect(flush).toHaveBeenCalledTimes(1)
  paint()
  expect(flush).toHaveBeenCalledTimes(2)
})

it('lets go of its frame when it is cancelled, and can be asked again', () => {
  const { coalescer, flush, frames, paint } = setUp()
  coalescer.soon()
  coalescer.cancel()
  expect(frames.size).toBe(0)
  coalescer.soon()
  paint()
  expect(flush).toHaveBeenCalledTimes(1)
})
