import type { ByteReader } from './bytes.js'
import { createChunkReader } from './chunksReader.js'
import { createOpfsReader } from './opfsReader.js'

/** Reads whatever any engine of the namespace has kept on this device, from any page or worker. */
export function createByteReaders(namespace: string): readonly ByteReader[] {
  return [createOpfsReader(namespace), createChunkReader(namespace)]
}
