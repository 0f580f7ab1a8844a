import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Reading } from '../adapter.js'
import type { FetchRow } from '../journal/rows.js'
import { DEFAULT_RETRY_POLICY } from '../records/decide.js'
import { SERVER_SILENT_AFTER_MS } from '../records/infer.js'
import { createVirtualClock } from '../testing/createVirtualClock.js'
import type { BackgroundFetchChange } from '../types.js'
import { createEntries } from './entries.js'

const TRANSFERRING = { status: 'pending', phase: 'transferring' } as const
const QUEUED = { status: 'pending', phase: 'queued' } as const

function openEntries() {
  const clock = createVirtualClock()
  let isOnline = true
  const entries = createEntries(clock, () => isOnline)
  const changes: BackgroundFetchChange[] = []
  entries.subscribe((change) => changes.push(change))
  return { clock, entries, changes, setOnline: (value: boolean) => void (isOnline = value) }
}

function rowOf(id: string, changes: Partial<FetchRow> = {}): FetchRow {
  return {
    id,
    attempt: 1,
    generation: 1,
    asked: 1,
    engine: 'native',
    retry: DEFAULT_RETRY_POLICY,
    state: TRANSFERRING,
    live: 1,
    order: -1,
    files: [{ url: 'https://app.example/film.mp4', size: null }],
    filesCompleted: 0,
    storedBytes: 0,
    downloadTotalHint: null,
    uploaded: 0,
    title: id,
    icons: [],
    createdAt: 1,
    updatedAt: 1,
    settledAt: null,
    ...changes,
  }
}

function readingOf(id: string, changes: Partial<Reading> = {}): Reading {
  return {
    id,
    attempt: 1,
    state: TRANSFERRING,
    downloaded: 0,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
    ...changes,
  }
}

it('tells of thousands of rows in one flush, ended ones included', () => {
  const { entries, changes } = openEntries()
  for (let at = 0; at < 10_000; at++) {
    entries.putRow(rowOf(`film-${at}`, { order: -at, state: { status: 'completed' }, live: 0 }))
  }
  entries.flush()
  expect(changes).toHaveLength(1)
  expect(entries.peekIds().slice(0, 2)).toEqual(['film-9999', 'film-9998'])
  expect(entries.running()).toEqual([])
})

it('asks only what runs about its silence', () => {
  const { entries } = openEntries()
  entries.putRow(rowOf('running'))
  entries.putRow(rowOf('queued', { state: QUEUED }))
  entries.putRow(rowOf('done', { state: { status: 'completed' }, live: 0 }))
  expect(entries.running().map(({ id }) => id)).toEqual(['running'])
  entries.putRow(rowOf('running', { state: { status: 'aborted' }, live: 0 }))
  expect(entries.running()).toEqual([])
})

it('ignores a row that was read before the one it holds', () => {
  const { entries } = openEntries()
  entries.putRow(rowOf('film', { state: { status: 'completed' }, live: 0, settledAt: 9 }))
  entries.putRow(rowOf('film'))
  expect(entries.peek('film')).toMatchObject({ status: 'completed' })
  entries.putRow(rowOf('podcast', { attempt: 2 }))
  entries.putRow(rowOf('podcast', { state: { status: 'aborted' }, live: 0 }))
  expect(entries.peek('podcast')).toMatchObject({ status: 'pending', attempt: 2 })
})

it('ignores readings of another attempt, of an ended one, and of what it does not know', () => {
  const { entries } = openEntries()
  entries.putRow(rowOf('film', { attempt: 2 }))
  entries.putReading(readingOf('film', { downloaded: 700 }))
  entries.putReading(readingOf('podcast'))
  expect(entries.peek('film')?.downloaded).toBe(0)
  expect(entries.peek('podcast')).toBeUndefined()
  entries.putRow(rowOf('film', { attempt: 2, state: { status: 'aborted' }, live: 0 }))
  entries.putReading(readingOf('film', { attempt: 2, downloaded: 700 }))
  entries.flush()
  expect(entries.peek('film')).toMatchObject({ status: 'aborted', downloaded: 0 })
})

it('tells of a removed fetch that was never loaded, because pages of the journal may show it', () => {
  const { entries, changes } = openEntries()
  entries.remove('old film')
  expect(changes).toEqual([{ updated: [], removed: ['old film'], structural: true, queueMoved: false }])
})

it('takes a restart from 0 for movement, though the bar stands still', () => {
  const { entries, clock } = openEntries()
  entries.putRow(rowOf('film'))
  entries.putReading(readingOf('film', { downloaded: 90_000 }))
  for (let second = 0; second * 1_000 < SERVER_SILENT_AFTER_MS * 2; second++) {
    clock.advance(1_000)
    entries.putReading(readingOf('film', { downloaded: second * 500 }))
    entries.inferAgain()
  }
  entries.flush()
  expect(entries.peek('film')).toMatchObject({ status: 'pending', downloaded: 90_000 })
})

it('counts a queued fetch’s silence from its turn', () => {
  const { entries, clock } = openEntries()
  entries.putRow(rowOf('film'))
  entries.putReading(readingOf('film', { state: QUEUED }))
  clock.advance(3_600_000)
  entries.inferAgain()
  expect(entries.peek('film')).toMatchObject({ status: 'pending', phase: 'queued' })
  entries.putReading(readingOf('film'))
  clock.advance(SERVER_SILENT_AFTER_MS - 1)
  entries.inferAgain()
  entries.flush()
  expect(entries.peek('film')).toMatchObject({ status: 'pending', phase: 'transferring' })
  clock.advance(1)
  entries.inferAgain()
  entries.flush()
  expect(entries.peek('film')).toMatchObject({ status: 'interrupted', reason: 'server' })
})

it('tells when the reason changes, though the status does not', () => {
  const { entries, clock, setOnline } = openEntries()
  entries.putRow(rowOf('film'))
  entries.putReading(readingOf('film'))
  setOnline(false)
  clock.advance(SERVER_SILENT_AFTER_MS)
  entries.inferAgain()
  entries.flush()
  expect(entries.peek('film')).toMatchObject({ reason: 'offline' })
  setOnline(true)
  entries.inferAgain()
  entries.flush()
  expect(entries.peek('film')).toMatchObject({ reason: 'server' })
})

it('is silent, and asks for no frame, once it is disposed of', () => {
  const { entries, clock, changes } = openEntries()
  entries.putRow(rowOf('film'))
  entries.dispose()
  entries.putRow(rowOf('podcast'))
  entries.putReading(readingOf('film', { downloaded: 1 }))
  entries.remove('film')
  clock.advance(1_000)
  expect(changes).toEqual([])
})

it('shows the newest first, ids in order where they came at once, whatever the order of arrival', () => {
  const rows = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), order: fc.integer({ min: -3, max: 0 }) }),
    {
      selector: ({ id }) => id,
    },
  )
  fc.assert(
    fc.property(rows, (list) => {
      const { entries } = openEntries()
      for (const { id, order } of list) entries.putRow(rowOf(id, { order }))
      entries.flush()
      const expected = list
        .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id)
      expect(entries.peekIds()).toEqual(expected)
    }),
  )
})

it('tells when a turn comes, as others move up in line, and not when bytes come after', () => {
  const { entries, changes } = openEntries()
  entries.putRow(rowOf('film', { state: QUEUED }))
  entries.flush()
  entries.putReading(readingOf('film'))
  entries.flush()
  entries.putReading(readingOf('film', { downloaded: 700 }))
  entries.flush()
  expect(changes.map(({ queueMoved }) => queueMoved)).toEqual([false, true, false])
})

it('takes the instant between two files of a fetch for no queue', () => {
  const { entries, changes } = openEntries()
  entries.putRow(rowOf('film'))
  entries.flush()
  entries.putReading(readingOf('film', { state: QUEUED, downloaded: 700 }))
  entries.putReading(readingOf('film', { downloaded: 700 }))
  entries.flush()
  expect(changes.at(-1)).toMatchObject({ queueMoved: false })
})

it('shows the same of a paused fetch, whether its last bytes were heard before the pause or after', () => {
  const last = readingOf('film', { state: TRANSFERRING, downloaded: 900 })
  const paused = rowOf('film', { state: { status: 'paused' } })
  const [before, after] = [openEntries(), openEntries()].map(({ entries }) => {
    entries.putRow(rowOf('film'))
    entries.putReading(readingOf('film', { state: TRANSFERRING, downloaded: 500 }))
    entries.flush()
    entries.peek('film')
    return entries
  })
  before!.putReading(last)
  before!.putRow(paused)
  after!.putRow(paused)
  after!.putReading(last)
  for (const entries of [before!, after!]) {
    entries.flush()
    expect(entries.peek('film')).toMatchObject({ status: 'paused', downloaded: 900 })
  }
})

it('counts what a failed attempt has kept once', () => {
  const { entries } = openEntries()
  entries.putRow(rowOf('album'))
  entries.putReading(readingOf('album', { state: TRANSFERRING, downloaded: 900 }))
  const failure = { reason: 'bad-status', httpStatus: 404, url: '/lost' } as const
  entries.putRow(rowOf('album', { state: { status: 'failed', failure }, storedBytes: 900 }))
  entries.flush()
  expect(entries.peek('album')).toMatchObject({ status: 'failed', downloaded: 900 })
})
