import type { Weather } from './faults.ts'
import type { ByteRange } from './range.ts'
import type { MediaFile } from './source.ts'

/** What is sent for a range, and what is said of it. */
export interface RangeAnswer {
  part: ByteRange
  headers: Record<string, string>
  /** What stands before and behind the bytes in the body. */
  frame: readonly [string, string]
}

const BOUNDARY = 'part'

/** Answers a range: rightly, or in one of the ways in which servers get it wrong. */
export function answerRange(
  range: ByteRange,
  { size, type }: MediaFile,
  { wrongRange }: Weather,
): RangeAnswer {
  const part = partFor(range, size, wrongRange)
  const total = wrongRange === 'total' ? size + range.start : size
  const said = `bytes ${part.start}-${part.end - 1}/${total}`
  if (wrongRange === 'unsaid') return { part, headers: {}, frame: ['', ''] }
  if (wrongRange !== 'multipart') return { part, headers: { 'Content-Range': said }, frame: ['', ''] }
  // RFC 9110, section 14.6.
  const head = `--${BOUNDARY}\r\nContent-Type: ${type}\r\nContent-Range: ${said}\r\n\r\n`
  const headers = { 'Content-Type': `multipart/byteranges; boundary=${BOUNDARY}` }
  return { part, headers, frame: [head, `\r\n--${BOUNDARY}--\r\n`] }
}

function partFor(range: ByteRange, size: number, wrongRange: Weather['wrongRange']): ByteRange {
  if (wrongRange === 'zero') return { ...range, start: 0 }
  if (wrongRange !== 'behind') return range
  const start = Math.min(range.start + 1, size - 1)
  return { start, end: Math.max(range.end, start + 1) }
}

/** The bytes with what stands around them. */
export async function* framed(
  chunks: AsyncIterable<Uint8Array>,
  [head, tail]: RangeAnswer['frame'],
): AsyncGenerator<Uint8Array> {
  if (head) yield Buffer.from(head)
  yield* chunks
  if (tail) yield Buffer.from(tail)
}
