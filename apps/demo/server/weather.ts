import { type Weather, parseWeather } from './faults.ts'

/** What happens to one request. */
export interface Forecast {
  faults: Weather
  /** How far the file has moved on since the server started, through `changed`. */
  versionsAhead: number
}

/** The weather over the whole server, and how often each URL was asked for under it. */
export interface WeatherStation {
  now(): Weather
  /** Replaces the weather and forgets the counts. @throws {WeatherError} */
  set(weather: unknown): void
  /** The weather for one request: the server's, overruled name by name by the URL's own. */
  forecast(request: { method: string; url: string; own: Weather }): Forecast
}

/** What breaks an answer, so that `times` heals it. */
const STRIKES = ['refuse', 'hang', 'status', 'drop', 'stall', 'short', 'wrongLength'] as const

/** Begins with a fine day. */
export function createWeatherStation(): WeatherStation {
  let weather: Weather = {}
  const counts = new Map<string, number>()

  return {
    now: () => weather,
    set(next) {
      weather = parseWeather(next)
      counts.clear()
    },
    forecast({ method, url, own }) {
      const before = counts.get(url) ?? 0
      // Looking is not asking: a HEAD sees what the next GET will meet, and leaves it to that.
      if (method === 'GET') counts.set(url, before + 1)
      const faults = healed({ ...weather, ...own }, before)
      const { changed } = faults
      return { faults, versionsAhead: changed !== undefined && before >= changed ? 1 : 0 }
    },
  }
}

function healed(faults: Weather, before: number): Weather {
  const rest = { ...faults }
  if (faults.times !== undefined && before >= faults.times) for (const name of STRIKES) delete rest[name]
  if (faults.dropTimes !== undefined && before >= faults.dropTimes) delete rest.drop
  return rest
}
