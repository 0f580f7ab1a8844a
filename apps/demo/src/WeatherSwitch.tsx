import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeWeather, DAYS, dayOf, readWeather, type Day } from './weather.ts'

const WEATHER = ['weather']

/** Lets the demo's server have a bad day, for all who use it. */
export function WeatherSwitch() {
  const queryClient = useQueryClient()
  const { data: weather } = useQuery({ queryKey: WEATHER, queryFn: readWeather })
  // What was just chosen, until the server has said what it made of it.
  const [chosen, setChosen] = useState<Day | null>(null)
  const change = useMutation({
    mutationFn: (day: Day) => changeWeather(day.weather),
    networkMode: 'always',
    onMutate: setChosen,
    onSuccess: (next) => queryClient.setQueryData(WEATHER, next),
    onSettled: () => setChosen(null),
  })
  const today = chosen ?? (weather && dayOf(weather))
  return (
    <details className="weather">
      <summary>Bad days</summary>
      <fieldset>
        <legend>What the server does from now on</legend>
        {DAYS.map((day) => (
          <label key={day.name}>
            <input type="radio" name="weather" checked={day === today} onChange={() => change.mutate(day)} />
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
