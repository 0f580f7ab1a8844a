import { pipeline } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { MediaFile } from './source.ts'

/** A file that claims another length: cut off, or filled up with zeros. */
export function resized(file: MediaFile, size: number): MediaFile {
  return { ...file, size, read: (start, end) => readResized(file, start, end) }
}

async function* readResized(file: MediaFile, start: number, end: number): AsyncGenerator<Uint8Array> {
  if (start < file.size) yield* file.read(start, Math.min(end, file.size))
  const zeros = new Uint8Array(64 * 1024)
  for (let at = Math.max(start, file.size); at < end; at += zeros.length) yield zeros.subarray(0, end - at)
}

/** The whole file, compressed as it is read. */
export function compressed(file: MediaFile): AsyncIterable<Uint8Array> {
  // Nothing to do in the callback: whoever reads the stream gets its error.
  return pipeline(file.read(0, file.size), createGzip({ level: 1 }), () => {})
}

/** How long it is once compressed: found by doing it, so that nothing need be held. */
export async function compressedLength(file: MediaFile): Promise<number> {
  let length = 0
  for await (const chunk of compressed(file)) length += chunk.length
  return length
}
