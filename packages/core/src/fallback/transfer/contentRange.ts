/** Bytes from `start` up to, not including, `end`. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

export interface ContentRange extends ByteRange {
  /** `null` where the server does not know: `*`. */
  readonly total: number | null
}

/** `bytes 0-99/200` (RFC 9110, section 14.4). `null` for another unit, nonsense, or a header that can't be read. */
export function parseContentRange(header: string | null): ContentRange | null {
  const match = /^\s*bytes\s+(\d+)-(\d+)\/(\d+|\*)\s*$/i.exec(header ?? '')
  if (!match) return null
  const [start, last] = [Number(match[1]), Number(match[2])]
  const total = match[3] === '*' ? null : Number(match[3])
  const isSane = [start, last + 1, total ?? 0].every(Number.isSafeInteger) && start <= last
  return isSane && (total === null || last < total) ? { start, end: last + 1, total } : null
}

/** The length in a 416's header, `bytes` with a star in place of the range. `null` where it does not say. */
export function parseUnsatisfiedRange(header: string | null): number | null {
  const total = Number(/^\s*bytes\s+\*\/(\d+)\s*$/i.exec(header ?? '')?.[1] ?? Number.NaN)
  return Number.isSafeInteger(total) ? total : null
}

/** Whether a part begins where it was asked to, and does not go further. It may be shorter. */
export function isWithin(part: ByteRange, asked: ByteRange): boolean {
  return part.start === asked.start && part.end <= asked.end
}

/** As a `Range` header. */
export function formatRange({ start, end }: ByteRange): string {
  return `bytes=${start}-${end - 1}`
}
