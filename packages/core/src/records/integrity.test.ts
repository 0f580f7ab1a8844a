import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseIntegrity, type HashName } from './integrity.js'

const digest = (algorithm: HashName, text: string) => createHash(algorithm).update(text).digest('base64')
const A = digest('sha256', 'a')
const B = digest('sha256', 'b')
const algorithms = fc.constantFrom<HashName>('sha256', 'sha384', 'sha512')

it('reads every digest as it is written by a hash', () => {
  fc.assert(
    fc.property(algorithms, fc.string(), (algorithm, text) => {
      const base64 = digest(algorithm, text)
      expect(parseIntegrity(`${algorithm}-${base64}`)).toEqual({ algorithm, digests: [base64] })
    }),
  )
})

it('reads base64url and missing padding as the same digest', () => {
  fc.assert(
    fc.property(algorithms, fc.string(), (algorithm, text) => {
      const base64 = digest(algorithm, text)
      const bare = base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
      expect(parseIntegrity(`${algorithm}-${bare}`).digests).toEqual([base64])
    }),
  )
})

it('takes digests of one algorithm as alternatives', () => {
  expect(parseIntegrity(` sha256-${A}\n sha256-${B} `).digests).toEqual([A, B])
})

it('goes by the strongest algorithm', () => {
  const strong = digest('sha512', 'a')
  expect(parseIntegrity(`sha256-${A} sha512-${strong} sha384-${digest('sha384', 'a')}`)).toEqual({
    algorithm: 'sha512',
    digests: [strong],
  })
})

it('leaves options behind a question mark out', () => {
  expect(parseIntegrity(`sha256-${A}?ct=application/mp4`).digests).toEqual([A])
})

it.each([
  ['nothing', ''],
  ['an unknown algorithm', `sha1-${A}`],
  ['a digest of another length', `sha384-${A}`],
  ['a digest that is too long', `sha384-${digest('sha384', 'a')}A`],
  ['too much padding', `sha256-${A}=`],
  ['hexadecimal', `sha256-${createHash('sha256').update('a').digest('hex')}`],
  ['a bare digest', A],
  ['one good and one unreadable item', `sha256-${A} md5-x`],
])('refuses %s', (_name, integrity) => {
  expect(() => parseIntegrity(integrity)).toThrow(expect.objectContaining({ code: 'invalid-integrity' }))
})
