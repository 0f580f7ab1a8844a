import { expect, it } from 'vitest'
import { everyState, film, filmUnderWay, NOON, TWELVE_FILES } from '../fixtures/records.js'
import { en } from '../locales/en.js'
import { progressText, statusLine, type StatusLineFacts } from './statusLine.js'

/** The line with ordinary spaces. */
const line = (record: Parameters<typeof statusLine>[0], facts?: StatusLineFacts) =>
  statusLine(record, en, facts).replaceAll('\u00A0', ' ')

it('says how far, how fast and how long still', () => {
  expect(line(filmUnderWay(), { secondsLeft: 11.2 })).toBe('24.1 of 60 MB · 3.2 MB/s · 12 sec left')
})

it('leaves out what is not known', () => {
  expect(line(filmUnderWay({ downloadTotal: null }))).toBe('24.1 MB · 3.2 MB/s')
  expect(line(filmUnderWay({ bytesPerSecond: null }))).toBe('24.1 of 60 MB')
  expect(line(filmUnderWay({ bytesPerSecond: null, downloaded: 0 }))).toBe('Starting')
})

it('tells neither a speed nor a time left of what all but stands still', () => {
  expect(line(filmUnderWay({ bytesPerSecond: 120 }), { secondsLeft: 299_167 })).toBe('24.1 of 60 MB')
  expect(line(filmUnderWay({ bytesPerSecond: 0, downloaded: 0 }))).toBe('Starting')
})

it('does not believe a total that turned out too low', () => {
  expect(line(filmUnderWay({ downloadTotal: 20_000_000, bytesPerSecond: null }))).toBe('24.1 MB')
})

it('finds words for nothing at all, and for five terabytes', () => {
  const nothing = { downloaded: 0, downloadTotal: 0 }
  expect(line(filmUnderWay({ ...nothing, bytesPerSecond: null }))).toBe('Starting')
  expect(progressText(filmUnderWay(nothing), en)).toBe('0 bytes')
  expect(line(film({ status: 'completed' }, nothing), { now: NOON })).toBe('On this device · now')
  expect(line(film({ status: 'paused' }, nothing))).toBe('Paused')
  const archive = { downloaded: 1.25e12, downloadTotal: 5e12 }
  expect(line(filmUnderWay(archive), { secondsLeft: 1_171_875 })).toBe(
    '1.25 of 5 TB · 3.2 MB/s · 13 days 14 hr left',
  )
})

it('says "now" of what ended by a clock that was ahead, and counts no time below zero', () => {
  const ahead = { downloaded: 60_000_000, settledAt: NOON + 3 * 24 * 3_600_000 }
  expect(line(film({ status: 'completed' }, ahead), { now: NOON })).toBe('60 MB · now')
  const late = { status: 'interrupted', reason: 'server', needsUser: false } as const
  expect(line(film({ ...late, nextAttemptAt: NOON - 3_600_000 }), { now: NOON })).toBe(
    'Server trouble. Next try in 1 sec.',
  )
})

it('counts the files where there are several', () => {
  expect(line(filmUnderWay(TWELVE_FILES))).toBe('10 of 12 files · 24.1 of 60 MB · 3.2 MB/s')
})

it('breaks a line after a separator only', () => {
  expect(statusLine(filmUnderWay(), en)).toBe('24.1\u00A0of\u00A060\u00A0MB\u00A0· 3.2\u00A0MB/s')
})

it('tells what a queued fetch waits for', () => {
  const queued = film({ status: 'pending', phase: 'queued' })
  expect(line(queued)).toBe('Waiting')
  expect(line(queued, { queuePlace: { place: 1, behind: 'Episode 4' } })).toBe('Waiting for “Episode 4”')
  expect(line(queued, { queuePlace: { place: 1, behind: null } })).toBe('Waiting, next in line')
  expect(line(queued, { queuePlace: { place: 3, behind: null } })).toBe('Waiting, 3rd in line')
  expect(line(queued, { queuePlace: { place: 22, behind: 'Episode 4' } })).toBe('Waiting, 22nd in line')
})

it('tells an interruption and what will happen', () => {
  const server = { status: 'interrupted', reason: 'server', needsUser: false } as const
  expect(line(film({ ...server, nextAttemptAt: NOON + 20_000 }), { now: NOON })).toBe(
    'Server trouble. Next try in 20 sec.',
  )
  expect(line(film({ ...server, nextAttemptAt: NOON + 20_000 }))).toBe(
    'Server trouble. Tries again by itself.',
  )
  expect(
    line(film({ status: 'interrupted', reason: 'offline', needsUser: false, nextAttemptAt: null })),
  ).toBe('No connection. Resumes by itself.')
})

it('tells endings', () => {
  const yesterday = { downloaded: 60_000_000, settledAt: NOON - 24 * 3_600_000 }
  expect(line(film({ status: 'paused' }))).toBe('Paused at 24.1 of 60 MB')
  expect(line(film({ status: 'completed' }, yesterday), { now: NOON })).toBe('60 MB · yesterday')
  expect(line(film({ status: 'aborted' }))).toBe('Cancelled')
  const failure = { reason: 'fetch-error', httpStatus: null, url: null } as const
  expect(line(film({ status: 'failed', failure }, TWELVE_FILES))).toBe(
    'The file could not be reached. Check the connection, then retry. Retry fetches 2 of 12 files.',
  )
})

it('has words of its own for every status, phase and reason', () => {
  const lines = everyState(NOON).map((record) => line(record, { now: NOON }))
  for (const words of lines) expect(words).toMatch(/^\S.*[^\s·]$/)
  // A few reasons come to the same for a person: room on the disk, the permission, an old browser.
  expect(new Set(lines).size).toBeGreaterThan(lines.length - 5)
})

it('speaks of a moving bar without its speed, and of others in the whole line', () => {
  expect(progressText(filmUnderWay(), en, { secondsLeft: 11 })).toBe('24.1 of 60 MB · 11 sec left')
  expect(progressText(film({ status: 'paused' }), en)).toBe(statusLine(film({ status: 'paused' }), en))
})
