import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Validators } from './types.js'
import { canSplice, compareValidators, ifRangeOf, readValidators } from './validators.js'

const MARCH = 'Fri, 01 Mar 2024 00:00:00 GMT'
const TODAY = 'Thu, 01 Jan 2026 12:00:00 GMT'
const nothing: Validators = { etag: null, lastModified: null, total: null }
const read = (headers: Record<string, string>) => readValidators(new Headers(headers), null)

describe('what is strong enough', () => {
  it.each([
    ['a strong ETag', { ETag: '"a"', 'Last-Modified': MARCH, Date: TODAY }, { etag: '"a"' }],
    ['an ETag without letters', { ETag: '""' }, { etag: '""' }],
    ['a date long past', { 'Last-Modified': MARCH, Date: TODAY }, { lastModified: MARCH }],
  ])('takes %s', (_, headers, validators) => {
    expect(read(headers)).toEqual({ ...nothing, ...validators })
  })

  it.each([
    ['a weak ETag, whatever the date', { ETag: 'W/"a"', 'Last-Modified': MARCH, Date: TODAY }],
    ['an ETag without quotes', { ETag: 'a' }],
    ['a date of this very minute', { 'Last-Modified': TODAY, Date: TODAY }],
    ['a date that nothing can be held against', { 'Last-Modified': MARCH }],
    ['a date that is none', { 'Last-Modified': 'lately', Date: TODAY }],
    ['nothing', {}],
  ])('does not take %s', (_, headers) => {
    expect(canSplice(read(headers))).toBe(false)
  })
})

describe('comparing', () => {
  it.each<[string, Partial<Validators>, Partial<Validators>]>([
    ['same', { etag: '"a"' }, { etag: '"a"', lastModified: MARCH }],
    ['same', { etag: '"a"', total: 5 }, { etag: '"a"' }],
    ['same', { lastModified: MARCH, total: 5 }, { lastModified: MARCH, total: 5 }],
    ['changed', { etag: '"a"' }, { etag: '"b"' }],
    ['changed', { etag: '"a"', total: 5 }, { etag: '"a"', total: 6 }],
    ['changed', { lastModified: MARCH }, { lastModified: TODAY }],
    ['unknown', { etag: '"a"' }, { lastModified: MARCH }],
    ['unknown', { total: 5 }, { total: 5 }],
  ])('says %s of %j and %j', (comparison, kept, now) => {
    expect(compareValidators({ ...nothing, ...kept }, { ...nothing, ...now })).toBe(comparison)
  })

  it('never says "same" without a validator in common, and does not care who comes first', () => {
    const maybe = <T>(...values: T[]) => fc.option(fc.constantFrom(...values))
    const validators: fc.Arbitrary<Validators> = fc.record({
      etag: maybe('"a"', '"b"'),
      lastModified: maybe(MARCH, TODAY),
      total: maybe(5, 6),
    })
    fc.assert(
      fc.property(validators, validators, (a, b) => {
        const comparison = compareValidators(a, b)
        expect(compareValidators(b, a)).toBe(comparison)
        const inCommon =
          (a.etag && a.etag === b.etag) || (a.lastModified && a.lastModified === b.lastModified)
        expect(comparison === 'same' && !inCommon).toBe(false)
      }),
    )
  })
})

it('asks by the ETag, else by the date', () => {
  expect(ifRangeOf({ ...nothing, etag: '"a"', lastModified: MARCH })).toBe('"a"')
  expect(ifRangeOf({ ...nothing, lastModified: MARCH })).toBe(MARCH)
  expect(ifRangeOf(nothing)).toBeNull()
})
