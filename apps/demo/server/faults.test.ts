import fc from 'fast-check'
import { expect, it } from 'vitest'
import { FAULTS, WeatherError, parseQuery, parseWeather, toQuery } from './faults.ts'

it('reads from a query what was written into one', () => {
  const flag = fc.boolean()
  const count = fc.integer({ min: 1, max: 1_000_000 })
  const weather = fc.record(
    {
      rate: count,
      drop: count,
      dropTimes: count,
      noRange: flag,
      weakEtag: flag,
      gzip: fc.constantFrom('chunked' as const, 'asked' as const),
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(weather, (given) => {
      expect(parseQuery(new URLSearchParams(toQuery(given)))).toEqual(given)
    }),
  )
})

it('takes a bare flag for yes', () => {
  expect(parseQuery(new URLSearchParams('no-range&gzip&cors=0'))).toEqual({
    noRange: true,
    gzip: 'chunked',
    cors: false,
  })
})

it('leaves a tag alone', () => {
  expect(parseQuery(new URLSearchParams('tag=anything'))).toEqual({})
})

it('takes null for off', () => {
  expect(parseWeather({ rate: null, drop: 5 })).toEqual({ drop: 5 })
})

it.each([
  ['rate=0', /whole number from 1, not "0"/],
  ['rate=fast', /bytes a second.*not "fast"/],
  ['drop=-1', /whole number from 0/],
  ['drop=1.5', /whole number/],
  ['drop=', /whole number/],
  ['status=200', /from 400 to 599/],
  ['no-range=maybe', /true or false/],
  ['gzip=brotli', /chunked, length, asked/],
  ['vary=a%0d%0ab', /names of headers/],
  ['dorp=5', /There is no "dorp".*drop/],
  ['to-string=1', /There is no/],
])('refuses ?%s and says why', (query, sentence) => {
  const read = () => parseQuery(new URLSearchParams(query))
  expect(read).toThrow(WeatherError)
  expect(read).toThrow(sentence)
})

it.each([null, [], 'storm', 7])('refuses %j as weather', (body) => {
  expect(() => parseWeather(body)).toThrow(WeatherError)
})

it('describes every fault in words', () => {
  for (const { does, expects } of Object.values(FAULTS)) expect(`${does}${expects}`).toMatch(/^\w.+/)
})
