import fc from 'fast-check'
import { expect, it, onTestFinished, vi } from 'vitest'
import { parseRetryAfter, retryDelay } from './backoff.js'
import { DEFAULT_POLICY } from './policy.js'

const NOW = Date.UTC(2026, 0, 1, 12)
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const attempts = fc.nat(2_000)

it('draws from all of a limit that doubles', () => {
  const longest = [0, 1, 2, 5, 6, 7, 1_000].map((fruitless) => retryDelay(fruitless, null, 1, DEFAULT_POLICY))
  expect(longest).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000])
  expect(retryDelay(3, null, 0, DEFAULT_POLICY)).toBe(0)
})

it('never waits longer than its bound, nor less than a reasonable server asks', () => {
  fc.assert(
    fc.property(attempts, fc.option(fc.nat()), chance, (fruitless, asked, chance) => {
      const delay = retryDelay(fruitless, asked, chance, DEFAULT_POLICY)
      expect(delay).toBeGreaterThanOrEqual(Math.min(asked ?? 0, DEFAULT_POLICY.longestRetryAfterMs))
      expect(delay).toBeLessThanOrEqual(
        Math.max(DEFAULT_POLICY.longestBackoffMs, Math.min(asked ?? 0, DEFAULT_POLICY.longestRetryAfterMs)),
      )
    }),
  )
})

it.each(['America/New_York', 'Asia/Tokyo'])('reads the oldest form of a date as GMT in %s', (zone) => {
  vi.stubEnv('TZ', zone)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(parseRetryAfter('Thu Jan  1 12:00:30 2026', NOW)).toBe(30_000)
})

it.each([
  ['0', 0],
  ['120', 120_000],
  [' 7 ', 7_000],
  ['Thu, 01 Jan 2026 12:00:30 GMT', 30_000],
  ['Thursday, 01-Jan-26 12:00:30 GMT', 30_000],
  ['Thu, 01 Jan 2026 11:00:00 GMT', 0],
  ['-5', null],
  ['1.5', null],
  ['2026', 2_026_000],
  ['2026-01-01', null],
  ['soon', null],
  ['', null],
  [null, null],
])('reads Retry-After %j as %j ms', (header, delay) => {
  expect(parseRetryAfter(header, NOW)).toBe(delay)
})
