import { expect, it } from 'vitest'
import type { Reading } from '../adapter.js'
import { deepFreeze, FILM, newFetch, NOW, POSTER } from '../fixtures/films.js'
import { createJournal } from './journal.js'
import { createMemoryTables } from './memory.js'
import type { FetchRow } from './rows.js'
import { toRecord, type LiveFacts } from './toRecord.js'

const queued = async (more: Partial<FetchRow> = {}): Promise<FetchRow> => {
  const row = await createJournal(createMemoryTables()).create(newFetch('film'))
  return deepFreeze({ ...row!, ...more })
}
const sizes = (film: number | null, poster: number | null) => [
  { url: FILM, size: film },
  { url: POSTER, size: poster },
]

function live(reading: Partial<Reading>): LiveFacts {
  const state = { status: 'pending', phase: 'transferring' } as const
  const idle = {
    id: 'film',
    attempt: 1,
    state,
    downloaded: 0,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
  }
  return deepFreeze({ state, bytesPerSecond: 90, reading: { ...idle, ...reading } })
}

it('gives what a developer asks for, and nothing of the journal’s own', async () => {
  expect(toRecord(await queued())).toEqual({
    id: 'film',
    attempt: 1,
    status: 'pending',
    phase: 'queued',
    files: sizes(null, null),
    filesCompleted: 0,
    filesRestarted: 0,
    downloaded: 0,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
    bytesPerSecond: null,
    title: 'Film',
    icons: [],
    engine: 'memory',
    createdAt: NOW,
    updatedAt: NOW,
    settledAt: null,
  })
})

it('keeps the list of files the same while bytes move', async () => {
  const row = await queued()
  expect(toRecord(row, live({ downloaded: 7 })).files).toBe(toRecord(row, live({ downloaded: 9 })).files)
})

it('adds what an attempt brings to what is stored already', async () => {
  const row = await queued({ storedBytes: 100, files: sizes(null, 100) })
  expect(toRecord(row, live({ downloaded: 30, downloadTotal: 700 }))).toMatchObject({
    downloaded: 130,
    downloadTotal: 800,
  })
})

it('counts what began again of what is stored and of what is on its way', async () => {
  const row = await queued({ filesRestarted: 1 })
  expect(toRecord(row, live({ filesRestarted: 1 })).filesRestarted).toBe(2)
  const { filesRestarted: _, ...older } = row
  expect(toRecord(older, live({ filesRestarted: 1 })).filesRestarted).toBe(1)
})

it('believes sizes before the engine, and the engine before a hint', async () => {
  const told = live({ downloadTotal: 500 })
  expect(toRecord(await queued({ files: sizes(700, 100), downloadTotalHint: 9 }), told).downloadTotal).toBe(
    800,
  )
  expect(toRecord(await queued({ downloadTotalHint: 900 }), told).downloadTotal).toBe(500)
  expect(toRecord(await queued({ downloadTotalHint: 900 }), live({})).downloadTotal).toBe(900)
})

it('drops a hint that proved too low', async () => {
  const row = await queued({ downloadTotalHint: 50 })
  expect(toRecord(row, live({ downloaded: 50 })).downloadTotal).toBe(50)
  expect(toRecord(row, live({ downloaded: 51 })).downloadTotal).toBeNull()
})

it('shows the engine’s state and speed over the journal’s', async () => {
  expect(toRecord(await queued(), live({ uploaded: 3, uploadTotal: 5 }))).toMatchObject({
    status: 'pending',
    phase: 'transferring',
    bytesPerSecond: 90,
    uploaded: 3,
    uploadTotal: 5,
  })
})
