import { expect, it } from 'vitest'
import { parseWeather } from '../server/faults.ts'
import { DAYS, dayOf } from './weather.ts'

it.each(DAYS)('knows $name again after the server has read it', (day) => {
  expect(dayOf(parseWeather(day.weather))).toBe(day)
})

it('knows a day in whatever order its faults are named', () => {
  expect(dayOf({ retryAfter: 5, status: 503 })?.name).toBe('Server errors')
})

it('gives no name to weather of another making', () => {
  expect(dayOf({ rate: 7 })).toBeUndefined()
})
