import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatRange, isWithin, parseContentRange, parseUnsatisfiedRange } from './contentRange.js'

const size = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

it.each([
  ['bytes 0-99/200', { start: 0, end: 100, total: 200 }],
  ['Bytes 100-199/200', { start: 100, end: 200, total: 200 }],
  ['bytes 0-0/*', { start: 0, end: 1, total: null }],
  ['bytes 0-200/200', null],
  ['bytes 5-4/200', null],
  ['bytes */200', null],
  ['bytes=0-99/200', null],
  ['bytes 0-99', null],
  ['bytes 0-99/200, 5-6/200', null],
  ['items 0-99/200', null],
  ['bytes 0-99999999999999999/*', null],
  ['', null],
  [null, null],
])('reads %j', (header, range) => {
  expect(parseContentRange(header)).toEqual(range)
})

it('reads what any server may write', () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (total, a, b) => {
      const [start, last] = [a % total, b % total].toSorted((x, y) => x - y) as [number, number]
      const range = parseContentRange(`bytes ${start}-${last}/${total}`)
      expect(range).toEqual({ start, end: last + 1, total })
    }),
  )
})

it('never makes a range out of nonsense that is empty, or ends beyond the file', () => {
  const piece = fc.constantFrom('bytes', ' ', '-', '/', '*', '=', '0', '12', '99')
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const range = parseContentRange(pieces.join(''))
      const isSane = range === null || (range.start < range.end && range.end <= (range.total ?? Infinity))
      expect(isSane).toBe(true)
    }),
  )
})

it.each([
  ['bytes */200', 200],
  ['bytes */0', 0],
  ['bytes */*', null],
  ['bytes 0-1/200', null],
  [null, null],
])('reads the length that a 416 tells: %j', (header, total) => {
  expect(parseUnsatisfiedRange(header)).toBe(total)
})

it('accepts a part from where it was asked, up to where it was asked', () => {
  const asked = { start: 100, end: 200 }
  expect(isWithin({ start: 100, end: 200 }, asked)).toBe(true)
  expect(isWithin({ start: 100, end: 101 }, asked)).toBe(true)
  expect(isWithin({ start: 100, end: 201 }, asked)).toBe(false)
  expect(isWithin({ start: 99, end: 200 }, asked)).toBe(false)
  expect(isWithin({ start: 101, end: 200 }, asked)).toBe(false)
})

it('asks for bytes by the first and the last', () => {
  expect(formatRange({ start: 0, end: 100 })).toBe('bytes=0-99')
})
