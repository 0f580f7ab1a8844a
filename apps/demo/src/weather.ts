import type { Weather } from '../server/faults.ts'

/** A kind of day that the server can be told to have. */
export interface Day {
  readonly name: string
  readonly says: string
  readonly weather: Weather
}

/** What the demo's server starts with: a good line at home. */
export const GOOD_DAY: Weather = { rate: 6_000_000 }

/** From fine to foul. */
export const DAYS: readonly Day[] = [
  { name: 'Good day', says: '6 MB a second, nothing goes wrong', weather: GOOD_DAY },
  { name: 'Full speed', says: 'as fast as this machine can', weather: {} },
  { name: 'Slow', says: '500 kB a second', weather: { rate: 500_000 } },
  {
    name: 'Drops connections',
    says: 'the first three times, after 2 MB',
    weather: { ...GOOD_DAY, drop: 2_000_000, dropTimes: 3 },
  },
  { name: 'Server errors', says: '503, come back in 5 seconds', weather: { status: 503, retryAfter: 5 } },
  {
    name: 'Wrong lengths',
    says: 'every file is cut off or padded to 1 MB',
    weather: { wrongLength: 1_000_000 },
  },
  { name: 'Changed files', says: 'other bytes than the catalogue promised', weather: { version: 2 } },
]

/** The day that a server is having; `undefined` where it is none of ours. */
export function dayOf(weather: Weather): Day | undefined {
  const wanted = sorted(weather)
  return DAYS.find((day) => sorted(day.weather) === wanted)
}

function sorted(weather: Weather): string {
  return JSON.stringify(Object.entries(weather).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export async function readWeather(): Promise<Weather> {
  return toWeather(await fetch('/api/weather'))
}

export async function changeWeather(weather: Weather): Promise<Weather> {
  const headers = { 'Content-Type': 'application/json' }
  return toWeather(await fetch('/api/weather', { method: 'POST', headers, body: JSON.stringify(weather) }))
}

async function toWeather(response: Response): Promise<Weather> {
  if (!response.ok) throw new Error(`The server answered with ${response.status}.`)
  return (await response.json()) as Weather
}
