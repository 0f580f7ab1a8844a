import type { BackgroundFetchRecord } from '@longhaul/core'
import { expect, it } from 'vitest'
import { totalsOf } from './totals.js'

const film: BackgroundFetchRecord = {
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
  status: 'pending',
  phase: 'transferring',
}

it('sums bytes, speed and time left', () => {
  expect(totalsOf([film, { ...film, id: 'podcast', downloaded: 20, bytesPerSecond: 8 }])).toEqual({
    count: 2,
    bytesDone: 60,
    bytesExpected: 200,
    progress: 0.3,
    bytesPerSecond: 28,
    secondsLeft: 5,
  })
})

it('knows no whole where a part is unknown', () => {
  const totals = totalsOf([film, { ...film, id: 'podcast', downloadTotal: null }])
  expect(totals).toMatchObject({ bytesDone: 80, bytesExpected: null, progress: null, secondsLeft: null })
})

it('knows no whole where a part is more than was announced', () => {
  expect(totalsOf([film, { ...film, id: 'podcast', downloaded: 101 }]).bytesExpected).toBeNull()
})

it('takes a completed fetch for as large as it came', () => {
  const { phase: _, ...rest } = film as typeof film & { phase: unknown }
  const done: BackgroundFetchRecord = { ...rest, status: 'completed', downloaded: 70, downloadTotal: null }
  expect(totalsOf([done])).toMatchObject({
    bytesExpected: 70,
    progress: 1,
    bytesPerSecond: null,
    secondsLeft: null,
  })
})

it('tells neither progress nor speed of nothing', () => {
  expect(totalsOf([])).toEqual({
    count: 0,
    bytesDone: 0,
    bytesExpected: 0,
    progress: null,
    bytesPerSecond: null,
    secondsLeft: null,
  })
})
