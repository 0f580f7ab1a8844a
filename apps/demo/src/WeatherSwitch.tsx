import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { changeWeather, DAYS, dayOf, readWeather } from './weather.ts'

const WEATHER = ['weather']

/** Lets the demo's server have a bad day, for all who use it. */
export function WeatherSwitch() {
  const queryClient = useQueryClient()
  const { data: weather } = useQuery({ queryKey: WEATHER, queryFn: readWeather })
  const change = useMutation({
    mutationFn: changeWeather,
    networkMode: 'always',
    onSuccess: (next) => queryClient.setQueryData(WEATHER, next),
  })
  const today = weather && dayOf(weather)
  return (
    <details className="weather">
      <summary>Bad days</summary>
      <fieldset>
        <legend>What the server does from now on</legend>
        {DAYS.map((day) => (
          <label key={day.name}>
            <input
              type="radio"
              name="weather"
              checked={day === today}
              onChange={() => change.mutate(day.weather)}
            />
            <span>
              <strong>{day.name}</strong> {day.says}
            </span>
          </label>
        ))}
        {change.isError && <p role="alert">The server could not be reached.</p>}
      </fieldset>
    </details>
  )
}
