import type { BackgroundFetchRecord } from '@longhaul/core'
import { expect, it } from 'vitest'
import { progressOf, secondsLeftOf } from './progress.js'

const facts = {
  id: 'film',
  attempt: 1,
  downloaded: 40,
  downloadTotal: 100,
  uploaded: 0,
  uploadTotal: null,
  bytesPerSecond: 20,
  files: [],
  filesCompleted: 0,
  filesRestarted: 0,
  title: 'Film',
  icons: [],
  engine: 'memory',
  createdAt: 1,
  updatedAt: 1,
  settledAt: null,
} as const
const film: BackgroundFetchRecord = { ...facts, status: 'pending', phase: 'transferring' }

it('tells progress from 0 to 1 and the seconds that are left', () => {
  expect(progressOf(film)).toBe(0.4)
  expect(secondsLeftOf(film)).toBe(3)
})

it('knows neither where there is no record', () => {
  expect(progressOf(undefined)).toBeNull()
  expect(secondsLeftOf(undefined)).toBeNull()
})

it('knows neither while the total is unknown', () => {
  expect(progressOf({ ...film, downloadTotal: null })).toBeNull()
  expect(secondsLeftOf({ ...film, downloadTotal: null })).toBeNull()
})

it.each([null, 0])('knows no time left at a speed of %s', (bytesPerSecond) => {
  expect(secondsLeftOf({ ...film, bytesPerSecond })).toBeNull()
})

it('knows neither once more has come than was announced', () => {
  expect(progressOf({ ...film, downloaded: 101 })).toBeNull()
  expect(secondsLeftOf({ ...film, downloaded: 101 })).toBeNull()
})

it('knows no progress of nothing, until it is completed', () => {
  const empty = { ...facts, downloaded: 0, downloadTotal: 0, bytesPerSecond: null }
  expect(progressOf({ ...empty, status: 'pending', phase: 'queued' })).toBeNull()
  expect(progressOf({ ...empty, status: 'completed' })).toBe(1)
})

it('is whole when completed, whatever had been announced', () => {
  expect(progressOf({ ...facts, downloadTotal: 9_000, status: 'completed' })).toBe(1)
  expect(progressOf({ ...facts, downloadTotal: null, status: 'completed' })).toBe(1)
})

it('tells no time left while nothing is transferred', () => {
  expect(secondsLeftOf({ ...facts, status: 'paused' })).toBeNull()
  expect(secondsLeftOf({ ...facts, status: 'completed' })).toBeNull()
  expect(secondsLeftOf({ ...facts, status: 'pending', phase: 'verifying' })).toBeNull()
})

it('counts an upload whose size is known', () => {
  expect(progressOf({ ...film, uploaded: 100, uploadTotal: 100 })).toBe(0.7)
})
