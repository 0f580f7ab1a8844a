import { crc32, deflateSync } from 'node:zlib'
import { type Computed, computed, noise } from './computed.ts'

/** The colour of a pixel, 0xRRGGBB; y counts from the top. */
type Paint = (x: number, y: number) => number

const BMP_HEADER_BYTES = 54
const RIDGES = 4

/** A picture of hills at night, as a 24-bit BMP: no compression, so any range can be computed. `width` is a multiple of 4. */
export function picture(seed: number, width: number, height: number): Computed {
  const paint = hills(seed, width, height)
  const size = BMP_HEADER_BYTES + width * height * 3
  return computed({
    size,
    header: bmpHeader(size, width, height),
    unit: 3,
    write(view, at, index) {
      const x = index % width
      // BMP stores its rows from the bottom up.
      const colour = paint(x, height - 1 - (index - x) / width)
      view.setUint8(at, colour & 255)
      view.setUint8(at + 1, (colour >> 8) & 255)
      view.setUint8(at + 2, colour >> 16)
    },
  })
}

/** The same hills as a small PNG: a browser's own download notification shows no SVG and no BMP. */
export function icon(seed: number, side: number): Uint8Array {
  const paint = hills(seed, side, side)
  const rows = Buffer.alloc(side * (1 + side * 3))
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1) rows.writeUIntBE(paint(x, y), y * (1 + side * 3) + 1 + x * 3, 3)
  const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0])
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

function hills(seed: number, width: number, height: number): Paint {
  const part = (n: number) => noise(seed, n) / 0x1_0000_0000
  const dusk = [0x1b2a5a, 0x3b2458, 0x17404f, 0x40283a][noise(seed, 1) % 4] ?? 0
  const moon = { x: width * (0.2 + 0.6 * part(2)), y: height * 0.25, radius: height * 0.07 }
  const ridges = Array.from({ length: RIDGES }, (_, ridge) =>
    Int32Array.from({ length: width }, (__, x) => {
      const turn = (x / width) * Math.PI * (2 + ridge)
      const wave = Math.sin(turn + 6 * part(10 + ridge)) + 0.4 * Math.sin(turn * 3.1 + 6 * part(20 + ridge))
      return Math.round(height * (0.5 + 0.13 * ridge - 0.06 * wave))
    }),
  )

  return (x, y) => {
    // From the nearest ridge to the farthest: the first that reaches up to here is what one sees.
    for (let ridge = RIDGES - 1; ridge >= 0; ridge -= 1)
      if (y >= (ridges[ridge]?.[x] ?? height)) return shade(dusk, 0.75 - 0.19 * ridge)
    if ((x - moon.x) ** 2 + (y - moon.y) ** 2 < moon.radius ** 2) return 0xf4edd8
    if (noise(seed + 1, y * width + x) % 1500 === 0) return 0xffffff
    return shade(dusk, 0.8 + y / height)
  }
}

function shade(colour: number, by: number): number {
  const channel = (shift: number) => Math.min(255, Math.round(((colour >> shift) & 255) * by)) << shift
  return channel(16) | channel(8) | channel(0)
}

function bmpHeader(size: number, width: number, height: number): Uint8Array {
  const header = Buffer.alloc(BMP_HEADER_BYTES)
  header.write('BM')
  header.writeUInt32LE(size, 2)
  header.writeUInt32LE(BMP_HEADER_BYTES, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  header.writeUInt32LE(size - BMP_HEADER_BYTES, 34)
  return header
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
