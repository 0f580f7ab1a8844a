/** A decimal unit of bytes, by the name that `Intl.NumberFormat` knows. */
export interface ByteUnit {
  readonly name: 'byte' | 'kilobyte' | 'megabyte' | 'gigabyte' | 'terabyte'
  /** Bytes in one of it. */
  readonly size: number
}

const UNITS: readonly ByteUnit[] = [
  { name: 'terabyte', size: 1e12 },
  { name: 'gigabyte', size: 1e9 },
  { name: 'megabyte', size: 1e6 },
  { name: 'kilobyte', size: 1e3 },
]
const BYTE: ByteUnit = { name: 'byte', size: 1 }

/** Where rounding would carry a number to the next unit (999.6 kB reads "1 MB", not "1,000 kB"). */
const CARRY = 0.9995

/** The largest unit in which `bytes` is at least one. */
export function byteUnit(bytes: number): ByteUnit {
  return UNITS.find(({ size }) => bytes >= size * CARRY) ?? BYTE
}

/** Decimals that mean something: none for bytes and kilobytes, none past a hundred, two for single gigabytes. */
export function fractionDigits(value: number, unit: ByteUnit['name']): 0 | 1 | 2 {
  if (unit === 'byte' || unit === 'kilobyte' || value >= 100) return 0
  return value < 10 && unit !== 'megabyte' ? 2 : 1
}
