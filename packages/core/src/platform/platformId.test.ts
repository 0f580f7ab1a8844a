import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkNamespace } from './namespace.js'
import { fromPlatformId, toPlatformId } from './platformId.js'

const ids = fc.oneof(
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.string({ minLength: 1, unit: fc.constantFrom(':', '\n', '\r', '/', '.', '1', 'é', '🎬', ' ') }),
  fc.constantFrom('longhaul:films:1:film', ':', '1:', '..', '\n'),
)
const namespaces = fc.stringMatching(/^[\w-]+$/)
const attempts = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })

it('comes back from the platform as it went there', () => {
  fc.assert(
    fc.property(namespaces, ids, attempts, (namespace, id, attempt) => {
      expect(fromPlatformId(namespace, toPlatformId(namespace, id, attempt))).toEqual({ id, attempt })
    }),
  )
})

it('is another for every namespace, id and attempt', () => {
  const keys = fc.tuple(namespaces, ids, attempts)
  fc.assert(
    fc.property(keys, keys, (one, other) => {
      const isSame = JSON.stringify(one) === JSON.stringify(other)
      expect(toPlatformId(...one) === toPlatformId(...other)).toBe(isSame)
    }),
  )
})

it('leaves ids of other namespaces alone', () => {
  fc.assert(
    fc.property(namespaces, namespaces, ids, attempts, (ours, theirs, id, attempt) => {
      fc.pre(ours !== theirs)
      expect(fromPlatformId(ours, toPlatformId(theirs, id, attempt))).toBeNull()
    }),
  )
})

it.each([
  '',
  'film',
  'longhaul:',
  'longhaul:films',
  'longhaul:films:',
  'longhaul:films:film',
  'longhaul:films:1',
  'longhaul:films:1:',
  'longhaul:films:0:film',
  'longhaul:films:01:film',
  'longhaul:films:-1:film',
  'longhaul:films:1.5:film',
  'LONGHAUL:films:1:film',
  ' longhaul:films:1:film',
])('leaves “%s” to the app', (platformId) => {
  expect(fromPlatformId('films', platformId)).toBeNull()
})

it.each(['default', 'my-app', 'my_app_2', 'A'])('takes “%s” as a namespace', (namespace) => {
  expect(checkNamespace(namespace)).toBe(namespace)
})

it.each(['', 'a:b', 'a b', 'a/b', '..', 'é', 'a\n'])('refuses “%s” as a namespace', (namespace) => {
  expect(() => checkNamespace(namespace)).toThrow(expect.objectContaining({ code: 'invalid-option' }))
})
