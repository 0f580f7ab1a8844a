import { expect, it } from 'vitest'
import { createFormat } from './createFormat.js'

const format = createFormat('en')
const HOUR = 3_600_000
const DAY = 24 * HOUR

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [1_499, '1 kB'],
  [999_600, '1 MB'],
  [24_100_000, '24.1 MB'],
  [60_000_000, '60 MB'],
  [456_700_000, '457 MB'],
  [1_250_000_000, '1.25 GB'],
  [12_340_000_000, '12.3 GB'],
  [3_000_000_000_000, '3 TB'],
])('writes %i bytes as %s', (bytes, words) => {
  expect(format.bytes(bytes)).toBe(words)
})

it('writes a part in the unit of the whole, with digits that do not come and go', () => {
  expect(format.bytesWithin(24_000_000, 60_000_000)).toBe('24.0')
  expect(format.bytesWithin(900_000, 60_000_000)).toBe('0.9')
  expect(format.bytesWithin(60_000_000, 60_000_000)).toBe('60')
  expect(format.bytesWithin(240_000_000, 1_500_000_000)).toBe('0.24')
})

it('writes a size that grows with digits that do not come and go', () => {
  const sizes = [24_000_000, 24_100_000, 99_960_000, 1_200_000_000, 9_996_000_000, 700_000]
  expect(sizes.map(format.bytesSoFar)).toEqual([
    '24.0 MB',
    '24.1 MB',
    '100 MB',
    '1.20 GB',
    '10.0 GB',
    '700 kB',
  ])
})

it('writes a speed, with digits that do not come and go', () => {
  expect(format.speed(3_200_000)).toBe('3.2 MB/s')
  expect(format.speed(3_000_000)).toBe('3.0 MB/s')
  expect(format.speed(700)).toBe('1 kB/s')
})

it('writes no speed that would read 0', () => {
  expect(format.speed(500)).toBe('1 kB/s')
  expect(format.speed(499)).toBeNull()
  expect(format.speed(0)).toBeNull()
})

it.each([
  [0, '1 sec'],
  [11.2, '12 sec'],
  [41, '45 sec'],
  [58, '1 min'],
  [119, '2 min'],
  [3_590, '1 hr'],
  [4_500, '1 hr 20 min'],
  [100_000, '1 day 4 hr'],
])('rounds %d seconds up to %s', (seconds, words) => {
  expect(format.duration(seconds)).toBe(words)
})

it('never says less time than there is, nor more of it as it runs out', () => {
  let last = 0
  for (let seconds = 1; seconds < 200_000; seconds += 7) {
    const [hours, minutes] = [3_600, 60]
    const units: Record<string, number> = { sec: 1, min: minutes, hr: hours, day: 86_400, days: 86_400 }
    const words = format.duration(seconds).split(' ')
    let told = 0
    for (let i = 0; i < words.length; i += 2)
      told += Number(words[i]) * (units[words[i + 1] ?? ''] ?? Number.NaN)
    expect(told).toBeGreaterThanOrEqual(seconds)
    expect(told).toBeGreaterThanOrEqual(last)
    last = told
  }
})

it('tells how long ago something was, days by the calendar', () => {
  const noon = new Date(2026, 4, 4, 12).getTime()
  expect(format.ago(noon - 20_000, noon)).toBe('now')
  expect(format.ago(noon - 5 * 60_000, noon)).toBe('5 minutes ago')
  expect(format.ago(noon - 3 * HOUR, noon)).toBe('3 hours ago')
  expect(format.ago(noon - 13 * HOUR, noon)).toBe('yesterday')
  expect(format.ago(noon - 3 * DAY, noon)).toBe('3 days ago')
  expect(format.ago(noon - 9 * DAY, noon)).toBe('Apr 25, 2026')
})

it('names a day as a heading', () => {
  const noon = new Date(2026, 4, 4, 12).getTime()
  expect(format.day(noon - 11 * HOUR, noon)).toBe('Today')
  expect(format.day(noon - 13 * HOUR, noon)).toBe('Yesterday')
  expect(format.day(noon - 3 * DAY, noon)).toBe('Friday, May 1')
  expect(format.day(noon - 200 * DAY, noon)).toBe('Thursday, October 16, 2025')
  // The clock was set back since.
  expect(format.day(noon + 2 * DAY, noon)).toBe('Wednesday, May 6')
  expect(createFormat('fr').day(noon - 13 * HOUR, noon)).toBe('Hier')
})

it('does not take a time to come for one long ago', () => {
  const noon = new Date(2026, 4, 4, 12).getTime()
  expect(format.ago(noon + 9 * DAY, noon)).toBe('now')
})

it('picks the plural form of the language', () => {
  const files = { one: '# file', other: '# files' }
  expect([0, 1, 1_204].map((value) => format.plural(value, files))).toEqual([
    '0 files',
    '1 file',
    '1,204 files',
  ])
  const russian = { one: '# файл', few: '# файла', many: '# файлов', other: '# файла' }
  const { plural } = createFormat('ru')
  expect([1, 2, 5, 21].map((value) => plural(value, russian))).toEqual([
    '1 файл',
    '2 файла',
    '5 файлов',
    '21 файл',
  ])
})

it('writes other languages with their own marks and units', () => {
  expect(createFormat('de').bytesWithin(24_100_000, 60_000_000)).toBe('24,1')
  expect(createFormat('fr').bytes(60_000_000)).toMatch(/^60\sMo$/)
})
