import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRange } from './parseRange.js'

const sizes = fc.nat(50)
const places = fc.nat(80)

/** What a server may answer, byte by byte: the places of a body that a header asks for. */
const asked = (header: string, size: number) => {
  const range = parseRange(header, size)
  if (range === null || range === 'unsatisfiable') return range
  return Array.from({ length: size }, (_, at) => at).slice(range.start, range.end)
}
const body = (size: number) => Array.from({ length: size }, (_, at) => at)

it('takes a closed range as the bytes from the first to the last, both included', () => {
  fc.assert(
    fc.property(sizes, places, places, (size, a, b) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)]
      const bytes = body(size).filter((at) => at >= first && at <= last)
      expect(asked(`bytes=${first}-${last}`, size)).toEqual(bytes.length > 0 ? bytes : 'unsatisfiable')
    }),
  )
})

it('takes an open range as everything from the first byte', () => {
  fc.assert(
    fc.property(sizes, places, (size, first) => {
      const bytes = body(size).slice(first)
      expect(asked(`bytes=${first}-`, size)).toEqual(bytes.length > 0 ? bytes : 'unsatisfiable')
    }),
  )
})

it('takes a suffix as the last bytes', () => {
  fc.assert(
    fc.property(sizes, places, (size, length) => {
      const bytes = length === 0 ? [] : body(size).slice(-length)
      expect(asked(`bytes=-${length}`, size)).toEqual(bytes.length > 0 ? bytes : 'unsatisfiable')
    }),
  )
})

it('stays inside the body, whatever it is asked', () => {
  fc.assert(
    fc.property(fc.string(), sizes, (text, size) => {
      for (const header of [text, `bytes=${text}`]) {
        const bytes = asked(header, size)
        expect(bytes === null || bytes === 'unsatisfiable' || bytes.length > 0).toBe(true)
      }
    }),
  )
})

it.each([
  'bytes=-',
  'bytes=5-3',
  'bytes=0-1,4-5',
  'bytes=a-b',
  'bytes=1.5-2',
  'bytes=--2',
  'bytes 0-1',
  'items=0-1',
  '0-1',
  '',
])('sends the whole for “%s”', (header) => {
  expect(parseRange(header, 10)).toBeNull()
})

it('sends the whole where nothing is asked', () => {
  expect(parseRange(null, 10)).toBeNull()
})

it('reads capitals, spaces and more digits than a number holds', () => {
  expect(parseRange(' Bytes = 2 - 4 ', 10)).toEqual({ start: 2, end: 5 })
  expect(parseRange(`bytes=2-${'9'.repeat(400)}`, 10)).toEqual({ start: 2, end: 10 })
  expect(parseRange(`bytes=${'9'.repeat(400)}-`, 10)).toBe('unsatisfiable')
})
