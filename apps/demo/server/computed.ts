/** A file that is computed, not stored: every byte follows from its position alone, so any range costs the same. */
export interface Computed {
  size: number
  /** Fills the whole of `target` with the bytes from `offset` on; both ends lie inside the file. */
  fill(target: Uint8Array, offset: number): void
}

/** A body of equal units (a sample, a pixel) behind a header. */
export interface ComputedOptions {
  size: number
  header?: Uint8Array
  /** Bytes in one unit. The last one may be cut off by `size`. */
  unit: number
  write(view: DataView, at: number, index: number): void
}

/** Small enough to stop quickly, large enough to keep a loopback connection busy. */
const CHUNK = 64 * 1024

/** Makes a file out of a function that writes one unit. */
export function computed({ size, header = new Uint8Array(), unit, write }: ComputedOptions): Computed {
  return {
    size,
    fill(target, offset) {
      const head = header.subarray(offset, offset + target.length)
      target.set(head)
      const start = offset + head.length - header.length
      const length = target.length - head.length
      const first = Math.floor(start / unit)
      const last = Math.ceil((start + length) / unit)
      const view = new DataView(new ArrayBuffer((last - first) * unit))
      for (let index = first; index < last; index += 1) write(view, (index - first) * unit, index)
      target.set(new Uint8Array(view.buffer, start - first * unit, length), head.length)
    },
  }
}

/** Makes a file out of bytes that are at hand. */
export function held(bytes: Uint8Array): Computed {
  return {
    size: bytes.length,
    fill: (target, offset) => target.set(bytes.subarray(offset, offset + target.length)),
  }
}

/** Reads a part of a computed file in chunks; never more than one of them is in memory. */
export async function* readComputed(file: Computed, start: number, end: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < end; at += CHUNK) {
    const chunk = new Uint8Array(Math.min(CHUNK, end - at))
    file.fill(chunk, at)
    yield chunk
  }
}

/** Bytes without any pattern, for tests that want a file of an exact size. */
export function sample(seed: number, size: number): Computed {
  return computed({ size, unit: 4, write: (view, at, index) => view.setUint32(at, noise(seed, index)) })
}

/** A number for a word: FNV-1a, 32 bits. */
export function seedOf(word: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(word)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** The n-th number (0 to 2³² - 1) of an endless random row, without counting up to it: MurmurHash3's finalizer. */
export function noise(seed: number, n: number): number {
  let hash = seed ^ Math.imul(n, 0x9e3779b1)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
