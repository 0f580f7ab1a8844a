import fc from 'fast-check'
import { expect, it } from 'vitest'
import { nextRate, type Rate } from './rate.js'

type Sample = readonly [loaded: number, at: number]

const fold = (samples: readonly Sample[]) =>
  samples.reduce<Rate | undefined>((rate, [loaded, at]) => {
    const next = nextRate(rate, loaded, at)
    return Object.freeze(next)
  }, undefined)!

it('knows no speed from one sample', () => {
  expect(fold([[700, 1_000]]).bytesPerSecond).toBeNull()
})

it('gives the plain speed of two samples', () => {
  expect(
    fold([
      [0, 0],
      [500, 500],
    ]).bytesPerSecond,
  ).toBe(1_000)
})

it('gives an old speed half its say after two seconds', () => {
  const rate = fold([
    [0, 0],
    [1_000, 1_000],
    [1_000, 3_000],
  ])
  expect(rate.bytesPerSecond).toBe(500)
})

it('begins anew when bytes go down', () => {
  expect(
    fold([
      [0, 0],
      [1_000, 1_000],
      [200, 2_000],
    ]),
  ).toEqual({ loaded: 200, at: 2_000, bytesPerSecond: null })
})

it('begins anew when the clock is set back', () => {
  expect(
    fold([
      [0, 5_000],
      [1_000, 6_000],
      [2_000, 100],
    ]).bytesPerSecond,
  ).toBeNull()
})

it('gives the same speed for the same samples', () => {
  const samples = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(60_000)), { minLength: 1 })
  fc.assert(
    fc.property(samples, (list) => {
      expect(fold(list)).toEqual(fold(list))
    }),
  )
})

it('stays steady under a steady stream, however often it is asked', () => {
  const spans = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 5, maxLength: 50 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), spans, (bytesPerMs, spansMs) => {
      let at = 0
      const samples: Sample[] = spansMs.map((spanMs) => [bytesPerMs * (at += spanMs), at])
      const { bytesPerSecond } = fold([[0, 0], ...samples])
      fc.pre(bytesPerSecond !== null)
      expect(bytesPerSecond).toBeCloseTo(bytesPerMs * 1_000, 3)
    }),
  )
})

it('never leaves the bounds of what was measured', () => {
  const steps = fc.array(fc.tuple(fc.nat(10_000_000), fc.integer({ min: 200, max: 5_000 })), { minLength: 1 })
  fc.assert(
    fc.property(steps, (list) => {
      let [loaded, at] = [0, 0]
      const samples: Sample[] = list.map(([bytes, spanMs]) => [(loaded += bytes), (at += spanMs)])
      const speeds = list.map(([bytes, spanMs]) => (bytes * 1_000) / spanMs)
      const { bytesPerSecond } = fold([[0, 0], ...samples])
      expect(bytesPerSecond!).toBeGreaterThanOrEqual(Math.min(...speeds) * 0.999)
      expect(bytesPerSecond!).toBeLessThanOrEqual(Math.max(...speeds) * 1.001)
    }),
  )
})
