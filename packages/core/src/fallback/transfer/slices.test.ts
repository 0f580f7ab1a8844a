import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextSlice } from './slices.js'

const KIB = 1024
const fresh = { offset: 0, total: null, bytesPerSecond: null, previousLength: 0, isAhead: false }

it('begins small', () => {
  expect(nextSlice(fresh)).toEqual({ start: 0, end: 256 * KIB })
})

it('doubles as long as slices come in an instant', () => {
  expect(nextSlice({ ...fresh, offset: 5, previousLength: 512 * KIB })).toEqual({
    start: 5,
    end: 5 + 1024 * KIB,
  })
})

it.each([
  [1 * KIB, 256 * KIB],
  [200 * KIB, 400 * KIB],
  [100_000 * KIB, 8192 * KIB],
])('asks at %d bytes a second for %d', (bytesPerSecond, length) => {
  expect(nextSlice({ ...fresh, bytesPerSecond }).end).toBe(length)
})

it('asks ahead for no more than twice what comes now: that is lost if it breaks', () => {
  const fast = { ...fresh, bytesPerSecond: 100_000 * KIB, previousLength: 512 * KIB }
  expect(nextSlice({ ...fast, isAhead: true }).end).toBe(1024 * KIB)
  expect(nextSlice(fast).end).toBe(8192 * KIB)
})

it('covers every file without a gap, each byte once', () => {
  const rate = fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }))
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000_000 }),
      fc.array(rate, { minLength: 1 }),
      (total, rates) => {
        let [offset, previousLength, count] = [0, 0, 0]
        while (offset < total) {
          const bytesPerSecond = rates[count % rates.length] ?? null
          const { start, end } = nextSlice({ ...fresh, offset, total, bytesPerSecond, previousLength })
          expect(start).toBe(offset)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(Math.min(total, start + 8192 * KIB))
          ;[offset, previousLength, count] = [end, end - start, count + 1]
        }
        expect(offset).toBe(total)
      },
    ),
  )
})
