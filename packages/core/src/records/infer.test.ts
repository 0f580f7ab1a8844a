import { expect, it } from 'vitest'
import type { Reading, ReadingState } from '../adapter.js'
import { inferInterruption, OFFLINE_AFTER_MS, SERVER_SILENT_AFTER_MS } from './infer.js'

const reading = (state: ReadingState): Reading => ({
  id: 'film',
  attempt: 1,
  state,
  downloaded: 700,
  downloadTotal: null,
  uploaded: 0,
  uploadTotal: null,
})
const transferring = reading({ status: 'pending', phase: 'transferring' })
const LONG_MS = 10 * SERVER_SILENT_AFTER_MS

it.each([
  ['offline and quiet long enough', OFFLINE_AFTER_MS, false, 'offline'],
  ['offline for a long time', LONG_MS, false, 'offline'],
  ['online and silent long enough', SERVER_SILENT_AFTER_MS, true, 'server'],
] as const)('finds a reason when %s', (_name, quietMs, online, reason) => {
  expect(inferInterruption(transferring, quietMs, online)).toEqual({
    status: 'interrupted',
    reason,
    needsUser: false,
    nextAttemptAt: null,
  })
})

it.each([
  ['offline, but bytes came a moment ago', OFFLINE_AFTER_MS - 1, false],
  [
    'online, and shorter silent than the browser waits between its own retries',
    SERVER_SILENT_AFTER_MS - 1,
    true,
  ],
])('leaves it as it is when %s', (_name, quietMs, online) => {
  expect(inferInterruption(transferring, quietMs, online)).toBe(transferring.state)
})

it.each<ReadingState>([
  { status: 'pending', phase: 'queued' },
  { status: 'pending', phase: 'verifying' },
  { status: 'pending', phase: 'storing' },
  { status: 'paused' },
  { status: 'settled' },
  { status: 'interrupted', reason: 'metered', needsUser: true, nextAttemptAt: null },
])('never second-guesses $status $phase', (state) => {
  expect(inferInterruption(reading(state), LONG_MS, false)).toBe(state)
  expect(inferInterruption(reading(state), LONG_MS, true)).toBe(state)
})
