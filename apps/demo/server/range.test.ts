import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseRange } from './range.ts'

it('names the same bytes as a slice of the whole', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(1200), fc.nat(1200), (size, first, length) => {
      const whole = Array.from({ length: size }, (_, n) => n)
      const range = parseRange(`bytes=${first}-${first + length}`, size)
      const part = whole.slice(first, first + length + 1)
      expect(range).toEqual(part.length > 0 ? { start: first, end: first + part.length } : 'unsatisfiable')
    }),
  )
})

it('takes an open end and a suffix', () => {
  expect(parseRange('bytes=4-', 10)).toEqual({ start: 4, end: 10 })
  expect(parseRange('bytes=-4', 10)).toEqual({ start: 6, end: 10 })
  expect(parseRange('bytes=-40', 10)).toEqual({ start: 0, end: 10 })
})

it('cannot satisfy a start behind the end, nor an empty suffix', () => {
  expect(parseRange('bytes=10-', 10)).toBe('unsatisfiable')
  expect(parseRange('bytes=-0', 10)).toBe('unsatisfiable')
  expect(parseRange('bytes=0-', 0)).toBe('unsatisfiable')
})

it.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=a-b', 'bytes=5-4', 'lines=1-2', 'bytes=0-1,3-4'])(
  'ignores %j, which is not one range of bytes',
  (header) => {
    expect(parseRange(header, 10)).toBeNull()
  },
)
