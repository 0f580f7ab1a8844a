import fc from 'fast-check'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { locksContract } from './locks.contract.js'
import { createLocks, settlementLock } from './locks.js'

beforeAll(() => {
  vi.stubGlobal('navigator', {})
})
afterAll(() => {
  vi.unstubAllGlobals()
})

locksContract('one page’s own, where there are no Web Locks', () => createLocks('films'))

it('is another for every attempt', () => {
  const attempts = fc.tuple(fc.string(), fc.integer({ min: 1 }))
  fc.assert(
    fc.property(attempts, attempts, (one, other) => {
      expect(settlementLock(...one) === settlementLock(...other)).toBe(
        JSON.stringify(one) === JSON.stringify(other),
      )
    }),
  )
})
