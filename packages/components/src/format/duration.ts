/** Units of time that a duration or a distance is told in. */
export type DurationUnit = 'second' | 'minute' | 'hour' | 'day'

/** One number of a duration, such as the 20 minutes of "1 hr 20 min". */
export interface DurationPart {
  readonly value: number
  readonly unit: DurationUnit
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** From a week on a date says more than a count of days. */
const DAYS_BEFORE_DATE = 7

/** The step a time left is rounded up to: the further away, the less anyone knows. */
function step(seconds: number): number {
  if (seconds <= 15) return 1
  if (seconds <= MINUTE) return 5
  if (seconds <= HOUR) return MINUTE
  return seconds <= DAY ? 10 * MINUTE : HOUR
}

/** Splits a time to wait, rounded up to an honest step and never nothing. The steps see to it that two units will do. */
export function durationParts(seconds: number): readonly DurationPart[] {
  const rounded = Math.max(1, Math.ceil(seconds / step(seconds)) * step(seconds))
  const parts: readonly DurationPart[] = [
    { value: Math.floor(rounded / DAY), unit: 'day' },
    { value: Math.floor((rounded % DAY) / HOUR), unit: 'hour' },
    { value: Math.floor((rounded % HOUR) / MINUTE), unit: 'minute' },
    { value: rounded % MINUTE, unit: 'second' },
  ]
  return parts.filter(({ value }) => value > 0)
}

/** How long ago `at` was, as `Intl.RelativeTimeFormat` wants it; days by the calendar. `null`: too long ago for that. */
export function dayDistance(at: number, now: number): DurationPart | null {
  const seconds = Math.max(0, (now - at) / 1_000)
  const days = daysBetween(at, now)
  if (days >= DAYS_BEFORE_DATE) return null
  // Last night at eleven is "2 hours ago" at one, and "yesterday" at breakfast.
  if (days >= 1 && seconds >= 6 * HOUR) return { value: days, unit: 'day' }
  if (seconds < MINUTE) return { value: 0, unit: 'second' }
  if (seconds < HOUR) return { value: Math.floor(seconds / MINUTE), unit: 'minute' }
  return { value: Math.floor(seconds / HOUR), unit: 'hour' }
}

/** Days by the calendar from `at` to `now`; less than 0 where a clock was set back in between. */
export function daysBetween(at: number, now: number): number {
  // Rounded: a day in which the clocks change is an hour longer or shorter.
  return Math.round((startOfDay(now) - startOfDay(at)) / (DAY * 1_000))
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}
