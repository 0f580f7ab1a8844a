import { BYTE_UNITS, fractionDigits, unitPower } from './bytes.js'
import { dayDistance, daysBetween, durationParts, type DurationUnit } from './duration.js'

/** A phrase in the plural forms of its language, with `#` for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** Numbers, sizes and times in one language. Every function is pure; "now" is handed in. */
export interface Format {
  /** A whole number: `1,204`. */
  count(value: number): string
  /** A size in decimal units, as shops and browsers write it: `60 MB`, `1.25 GB`. */
  bytes(bytes: number): string
  /** A size that grows, with digits that do not come and go: `24.0 MB` between `23.9 MB` and `24.1 MB`. */
  bytesSoFar(bytes: number): string
  /** The number alone, in the unit that `total` is written in: the `24.1` of "24.1 of 60 MB". */
  bytesWithin(bytes: number, total: number): string
  /** `3.2 MB/s`, digits as of `bytesSoFar`; `null` for one so slow that its number would be 0. */
  speed(bytesPerSecond: number): string | null
  /** A time to wait, rounded up in honest steps and never zero: `12 sec`, `1 hr 20 min`. */
  duration(seconds: number): string
  /** How long ago `at` was: `5 minutes ago`, `yesterday`, and a date from a week on. */
  ago(at: number, now: number): string
  /** The day of `at`, as a heading: `Today`, `Yesterday`, `Monday, May 4`; with its year once that is another. */
  day(at: number, now: number): string
  /** The one of `forms` that goes with a whole number, `#` replaced by it: `1 file`, `1,204 files`. */
  plural(value: number, forms: PluralForms): string
}

/** Speeds are told in kilobytes at least; what rounds to less than one of them is not told. */
const SLOWEST = 1_000

/**
 * A `Format` for a BCP 47 language tag. Formatters are made when first used: making one costs about as much as using it
 * a hundred times.
 */
export function createFormat(locale: string): Format {
  const made = new Map<string, unknown>()
  const once = <T>(key: string, make: () => T): T => {
    if (!made.has(key)) made.set(key, make())
    return made.get(key) as T
  }
  const number = (value: number, unit?: string, maxDigits: number = 0, minDigits: number = 0): string => {
    const format = once(`${unit} ${maxDigits} ${minDigits}`, () => {
      return new Intl.NumberFormat(locale, {
        style: unit === undefined ? 'decimal' : 'unit',
        unit,
        // "999 byte" is what the short form would say.
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        minimumFractionDigits: minDigits,
        maximumFractionDigits: maxDigits,
      })
    })
    return format.format(value)
  }
  const relativeTime = (past: number, unit: DurationUnit): string =>
    once('relative', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(-past, unit)

  const inUnit = (bytes: number, power: number, suffix: string, isMoving: boolean): string => {
    const value = bytes / 1_000 ** power
    const digits = fractionDigits(value, power)
    // All its digits, always: a number that gains and loses a decimal makes the line jump.
    return number(value, BYTE_UNITS[power] + suffix, digits, isMoving ? digits : 0)
  }

  return {
    count: (value) => number(value),
    bytes: (bytes) => inUnit(bytes, unitPower(bytes), '', false),
    bytesSoFar: (bytes) => inUnit(bytes, unitPower(bytes), '', true),
    bytesWithin: (bytes, total) => {
      const power = unitPower(total)
      const digits = fractionDigits(total / 1_000 ** power, power)
      return number(bytes / 1_000 ** power, undefined, digits, bytes === total ? 0 : digits)
    },
    speed: (bytesPerSecond) =>
      bytesPerSecond < SLOWEST / 2
        ? null
        : inUnit(bytesPerSecond, unitPower(Math.max(SLOWEST, bytesPerSecond)), '-per-second', true),
    // Not Intl.DurationFormat: a browser without it would need this all the same, and where it is there its `short` says
    // "1 h y 20 min" and its `narrow` "1h, 20 Min." of a line that has room for one thought.
    duration: (seconds) => {
      const list = once('list', () => new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' }))
      return list.format(durationParts(seconds).map(({ value, unit }) => number(value, unit)))
    },
    ago: (at, now) => {
      const distance = dayDistance(at, now)
      if (distance !== null) return relativeTime(distance.value, distance.unit)
      return once('date', () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })).format(at)
    },
    day: (at, now) => {
      const days = daysBetween(at, now)
      if (days === 0 || days === 1) return capitalised(relativeTime(days, 'day'), locale)
      const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
      const day = new Intl.DateTimeFormat(locale, {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: isThisYear ? undefined : 'numeric',
      })
      return capitalised(day.format(at), locale)
    },
    plural: (value, forms) => {
      const rule = once('plural', () => new Intl.PluralRules(locale)).select(value)
      return (forms[rule] ?? forms.other).replace('#', number(value))
    },
  }
}

/** Headings begin with a capital, in scripts that have any. */
function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}
