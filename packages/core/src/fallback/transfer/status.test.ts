import fc from 'fast-check'
import { expect, it } from 'vitest'
import { classifyStatus } from './status.js'

it.each([
  [200, 'ok'],
  [204, 'ok'],
  [299, 'ok'],
  [0, 'fatal'],
  [304, 'fatal'],
  [404, 'fatal'],
  [408, 'transient'],
  [425, 'transient'],
  [429, 'transient'],
  [500, 'transient'],
  [599, 'transient'],
])('takes %d for %s', (status, kind) => {
  expect(classifyStatus(status)).toBe(kind)
})

it('repeats nothing that a client got wrong, but three', () => {
  fc.assert(
    fc.property(fc.integer({ min: 400, max: 499 }), (status) => {
      expect(classifyStatus(status) === 'transient').toBe([408, 425, 429].includes(status))
    }),
  )
})
