import type { Labels } from './Labels.js'

/** How fast, and how long still: facts for `joined`. What all but stands still has no end that anyone could tell. */
export function pace(
  bytesPerSecond: number | null,
  secondsLeft: number | null,
  { format, timeLeft }: Labels,
): readonly [speed: string | null, left: string | null] {
  const speed = bytesPerSecond === null ? null : format.speed(bytesPerSecond)
  return [speed, speed === null || secondsLeft === null ? null : timeLeft(secondsLeft)]
}
