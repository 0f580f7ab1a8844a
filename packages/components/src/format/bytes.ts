/** Decimal units of bytes as `Intl.NumberFormat` knows them, by how often a thousand is in them. */
export const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

/** Where rounding would carry a number to the next unit (999.6 kB reads "1 MB", not "1,000 kB"). */
const CARRY = 0.9995

/** The power of a thousand of the largest unit in which `bytes` is at least one. */
export function unitPower(bytes: number): number {
  return Math.max(
    0,
    BYTE_UNITS.findLastIndex((_, power) => bytes >= 1_000 ** power * CARRY),
  )
}

/** Decimals that mean something: none for bytes and kilobytes, none past a hundred, two for single gigabytes. */
export function fractionDigits(value: number, power: number): 0 | 1 | 2 {
  // From half a last digit before: 99.96 is written 100, and not 100.0.
  if (power < 2 || value >= 99.95) return 0
  return value < 9.995 && power > 2 ? 2 : 1
}
