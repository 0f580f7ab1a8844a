import type { ByteRange } from './contentRange.js'

const SMALLEST_SLICE = 256 * 1024
/** What is in flight is lost to a kill, and in Firefox and WebKit held in memory. */
const LARGEST_SLICE = 8 * 1024 * 1024
const SECONDS_PER_SLICE = 2

export interface SliceFacts {
  /** Bytes kept. */
  readonly offset: number
  /** Bytes of the whole, where they are known. */
  readonly total: number | null
  readonly bytesPerSecond: number | null
  /** 0 before the first one. */
  readonly previousLength: number
  /** It is asked for while the previous one comes, and thrown away if that breaks. */
  readonly isAhead: boolean
}

/** The next slice to ask for: what comes in two seconds, within limits. It ends where the file is known to end. */
export function nextSlice({ offset, total, bytesPerSecond, previousLength, isAhead }: SliceFacts): ByteRange {
  // A speed that can't be told yet means that all so far came in an instant.
  const wanted = bytesPerSecond === null ? previousLength * 2 : Math.floor(bytesPerSecond * SECONDS_PER_SLICE)
  const largest = isAhead ? Math.min(LARGEST_SLICE, previousLength * 2) : LARGEST_SLICE
  const end = offset + Math.min(largest, Math.max(SMALLEST_SLICE, wanted))
  return { start: offset, end: total === null ? end : Math.min(end, total) }
}
