import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fileKey, manifestKey, parseKey } from './store.js'

const ids = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.string({ minLength: 1, unit: fc.constantFrom('.', '/', '%', '2', 'e', '?', '#', '\\', '@', ' ', '\n') }),
)
const attempts = fc.integer({ min: 1, max: 1_000_000 })

it('reads back what it wrote', () => {
  fc.assert(
    fc.property(ids, attempts, fc.nat(), (id, attempt, file) => {
      expect(parseKey(fileKey(id, attempt, file))).toEqual({ scheme: null, kind: 'files', id, attempt })
      expect(parseKey(manifestKey(id, attempt))).toEqual({ scheme: null, kind: 'manifests', id, attempt })
    }),
  )
})

it('tells which backend keeps the bytes, where one is named', () => {
  expect(parseKey(`opfs:${fileKey('film', 2, 0)}`)).toEqual({
    scheme: 'opfs',
    kind: 'files',
    id: 'film',
    attempt: 2,
  })
})

it('stays where it is put, as the path of a URL', () => {
  fc.assert(
    fc.property(ids, attempts, fc.nat(), (id, attempt, file) => {
      const root = 'https://app.example/.longhaul/default/'
      expect(new URL(root + fileKey(id, attempt, file)).href).toBe(root + fileKey(id, attempt, file))
      expect(new URL(root + manifestKey(id, attempt)).href).toBe(root + manifestKey(id, attempt))
    }),
  )
})

it.each([
  '',
  'files',
  'files/@film',
  'files/@film/x/0',
  'other/@film/1/0',
  'files/film/1/0',
  'a/files/@film/1/0',
])('reads nothing from “%s”', (key) => {
  expect(parseKey(key)).toBeNull()
})
