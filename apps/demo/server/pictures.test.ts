import { crc32, inflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { icon, picture } from './pictures.ts'

const WIDTH = 32
const HEIGHT = 24

it('writes a BMP whose header fits its pixels', () => {
  const file = picture(3, WIDTH, HEIGHT)
  const bytes = Buffer.alloc(file.size)
  file.fill(bytes, 0)

  expect(bytes.toString('latin1', 0, 2)).toBe('BM')
  expect(bytes.readUInt32LE(2)).toBe(bytes.length)
  expect([bytes.readInt32LE(18), bytes.readInt32LE(22)]).toEqual([WIDTH, HEIGHT])
  expect(bytes.length - bytes.readUInt32LE(10)).toBe(WIDTH * HEIGHT * 3)
})

it('paints the hills darker than the sky', () => {
  const file = picture(3, WIDTH, HEIGHT)
  const bytes = Buffer.alloc(file.size)
  file.fill(bytes, 0)
  const row = (fromBottom: number) =>
    bytes
      .subarray(54 + fromBottom * WIDTH * 3, 54 + (fromBottom + 1) * WIDTH * 3)
      .reduce((sum, each) => sum + each, 0)
  expect(row(0)).toBeLessThan(row(HEIGHT - 1))
})

it('writes an icon as a PNG that can be unpacked', () => {
  const png = Buffer.from(icon(3, WIDTH))
  const length = png.readUInt32BE(33)
  const data = png.subarray(41, 41 + length)

  expect(png.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'))
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([WIDTH, WIDTH])
  expect(png.readUInt32BE(41 + length)).toBe(crc32(png.subarray(37, 41 + length)))
  expect(inflateSync(data).length).toBe(WIDTH * (1 + WIDTH * 3))
})
