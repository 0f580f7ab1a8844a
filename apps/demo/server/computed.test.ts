import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Computed, held, readComputed, sample } from './computed.ts'
import { picture } from './pictures.ts'
import { sound } from './sounds.ts'

const files: [string, Computed][] = [
  [
    'sound in stereo',
    sound({ seed: 7, size: 5003, channels: 2, beatSeconds: 0.01, bells: 0.5, hum: 0.2, air: 0.3 }),
  ],
  ['picture', picture(7, 16, 9)],
  ['sample of an odd size', sample(7, 1001)],
  ['held text', held(new TextEncoder().encode('The Night Train'))],
]

function bytesOf(file: Computed, offset: number, length: number): Uint8Array {
  const target = new Uint8Array(length)
  file.fill(target, offset)
  return target
}

it.each(files)('computes any part of a %s as it stands in the whole', (_, file) => {
  const whole = bytesOf(file, 0, file.size)
  fc.assert(
    fc.property(fc.nat(file.size), fc.nat(file.size), (a, b) => {
      const [start, end] = a < b ? [a, b] : [b, a]
      expect(bytesOf(file, start, end - start)).toEqual(whole.slice(start, end))
    }),
  )
})

it('reads a file of several chunks as one', async () => {
  const file = sample(1, 200_000)
  const chunks = await Array.fromAsync(readComputed(file, 5, 199_999))
  expect(chunks.length).toBeGreaterThan(1)
  expect(Buffer.concat(chunks).equals(bytesOf(file, 5, 199_994))).toBe(true)
})

it('gives other seeds other bytes', () => {
  expect(bytesOf(sample(1, 64), 0, 64)).not.toEqual(bytesOf(sample(2, 64), 0, 64))
})
