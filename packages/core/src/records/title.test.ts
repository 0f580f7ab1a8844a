import { expect, it } from 'vitest'
import { titleFromUrl } from './title.js'

it.each([
  ['https://films.example/summer/film.mp4', 'film.mp4'],
  ['https://films.example/summer/film.mp4?token=1', 'film.mp4'],
  ['https://films.example/summer/', 'summer'],
  ['https://films.example/caf%C3%A9%20noir.mp4', 'café noir.mp4'],
  ['https://films.example/100%.mp4', '100%.mp4'],
  ['https://films.example/', 'films.example'],
  ['https://films.example:8080//', 'films.example:8080'],
])('names %s %s', (url, title) => {
  expect(titleFromUrl(url)).toBe(title)
})
