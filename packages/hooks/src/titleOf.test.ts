import type { BackgroundFetchRecord } from '@longhaul/core'
import { expect, it } from 'vitest'
import { titleOf } from './titleOf.js'

const film = {
  id: 'film',
  title: 'The Long Haul',
  files: [],
} as unknown as BackgroundFetchRecord

const named = (url: string) => titleOf({ ...film, title: '', files: [{ url, size: null }] })

it('prefers the title', () => {
  expect(titleOf(film)).toBe('The Long Haul')
})

it('falls back to the last path segment of the first file, decoded', () => {
  expect(named('https://films.example/a/The%20Long%20Haul.mp4?x=1')).toBe('The Long Haul.mp4')
  expect(named('https://films.example/folder/')).toBe('folder')
  expect(named('https://films.example/100%.mp4')).toBe('100%.mp4')
})

it('falls back to the id where there is no file', () => {
  expect(titleOf({ ...film, title: '' })).toBe('film')
})
