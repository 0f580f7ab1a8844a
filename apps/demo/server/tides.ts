import { noise } from './computed.ts'

const DAY_MS = 86_400_000
const READINGS_PER_DAY = 96
const FIRST_DAY = Date.UTC(2024, 0, 1)
/** The sea comes twice in a day and 50 minutes. */
const TIDE_MS = 44_700_000

/** One day at a tide gauge, as JSON of about 4 kB. `day` counts from 0. */
export function tideReadings(seed: number, day: number): Uint8Array {
  const start = FIRST_DAY + day * DAY_MS
  const readings = Array.from({ length: READINGS_PER_DAY }, (_, n) => {
    const at = start + (n * DAY_MS) / READINGS_PER_DAY
    const ripple = noise(seed, day * READINGS_PER_DAY + n) % 9
    return {
      time: new Date(at).toISOString(),
      level: Math.round(210 + 160 * Math.sin((2 * Math.PI * at) / TIDE_MS)) + ripple,
    }
  })
  const record = { station: 'Old Harbour', date: tideDate(day), unit: 'cm', readings }
  return new TextEncoder().encode(`${JSON.stringify(record)}\n`)
}

/** The date of a day's readings, as in `2024-01-31`. */
export function tideDate(day: number): string {
  return new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10)
}
