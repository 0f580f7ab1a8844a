import { byteUnit, fractionDigits, type ByteUnit } from './bytes.js'
import { dayDistance, daysBetween, durationParts, type DurationUnit } from './duration.js'

/** A phrase in the plural forms of its language, with `#` for the number. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** Numbers, sizes and times in one language. Every function is pure; "now" is handed in. */
export interface Format {
  /** A whole number: `1,204`. */
  count(value: number): string
  /** A size in decimal units, as shops and browsers write it: `60 MB`, `1.25 GB`. */
  bytes(bytes: number): string
  /** The number alone, in the unit that `total` is written in: the `24.1` of "24.1 of 60 MB". */
  bytesWithin(bytes: number, total: number): string
  /** `3.2 MB/s`; `null` for one so slow that its number would be 0. */
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
const SLOWEST_UNIT = 1_000

/**
 * A `Format` for a BCP 47 language tag. Formatters are made when first used: making one costs about as much as using it
 * a hundred times.
 */
export function createFormat(locale: string): Format {
  const numbers = new Map<string, Intl.NumberFormat>()
  const number = (unit: string, minDigits: number, maxDigits: number): Intl.NumberFormat => {
    const key = `${unit}:${minDigits}:${maxDigits}`
    let made = numbers.get(key)
    if (made === undefined) {
      // "999 byte" is what the short form would say.
      const unitDisplay = unit === 'byte' ? 'long' : 'short'
      const unitOptions = unit === '' ? {} : ({ style: 'unit', unit, unitDisplay } as const)
      made = new Intl.NumberFormat(locale, {
        ...unitOptions,
        minimumFractionDigits: minDigits,
        maximumFractionDigits: maxDigits,
      })
      numbers.set(key, made)
    }
    return made
  }
  let relative: Intl.RelativeTimeFormat | undefined
  let date: Intl.DateTimeFormat | undefined
  let list: Intl.ListFormat | undefined
  let plurals: Intl.PluralRules | undefined
  const relativeTime = () => (relative ??= new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))

  const inUnit = (bytes: number, { name, size }: ByteUnit, suffix = ''): string => {
    const value = bytes / size
    return number(`${name}${suffix}`, 0, fractionDigits(value, name)).format(value)
  }
  const count = (value: number): string => number('', 0, 0).format(value)
  const unitOfTime = (value: number, unit: DurationUnit): string => number(unit, 0, 0).format(value)

  return {
    count,
    bytes: (bytes) => inUnit(bytes, byteUnit(bytes)),
    bytesWithin: (bytes, total) => {
      const { name, size } = byteUnit(total)
      const digits = fractionDigits(total / size, name)
      // All its digits, always: a number that gains and loses a decimal makes the line jump.
      return number('', bytes === total ? 0 : digits, digits).format(bytes / size)
    },
    speed: (bytesPerSecond) =>
      bytesPerSecond < SLOWEST_UNIT / 2
        ? null
        : inUnit(bytesPerSecond, byteUnit(Math.max(SLOWEST_UNIT, bytesPerSecond)), '-per-second'),
    duration: (seconds) => {
      list ??= new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' })
      return list.format(durationParts(seconds).map(({ value, unit }) => unitOfTime(value, unit)))
    },
    ago: (at, now) => {
      date ??= new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
      const distance = dayDistance(at, now)
      return distance === null ? date.format(at) : relativeTime().format(-distance.value, distance.unit)
    },
    day: (at, now) => {
      const days = daysBetween(at, now)
      if (days === 0 || days === 1) return capitalised(relativeTime().format(-days, 'day'), locale)
      const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
      const weekday = { weekday: 'long', day: 'numeric', month: 'long' } as const
      const options = isThisYear ? weekday : ({ ...weekday, year: 'numeric' } as const)
      return capitalised(new Intl.DateTimeFormat(locale, options).format(at), locale)
    },
    plural: (value, forms) => {
      plurals ??= new Intl.PluralRules(locale)
      return (forms[plurals.select(value)] ?? forms.other).replace('#', count(value))
    },
  }
}

/** Headings begin with a capital, in scripts that have any. */
function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1)
}
