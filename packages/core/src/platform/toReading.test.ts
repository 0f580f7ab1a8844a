import { expect, it } from 'vitest'
import { toReading } from './toReading.js'
import type { PlatformRegistration } from './types.js'

const FILM = { id: 'film', attempt: 2 }

function registration(members: Partial<PlatformRegistration>): PlatformRegistration {
  const idle = { uploaded: 0, uploadTotal: 0, downloaded: 0, downloadTotal: 0, result: '', failureReason: '' }
  return Object.assign(new EventTarget(), idle, members) as PlatformRegistration
}

it('tells unknown totals from nothing to do', () => {
  expect(toReading(registration({ downloaded: 700 }), FILM)).toEqual({
    id: 'film',
    attempt: 2,
    state: { status: 'pending', phase: 'transferring' },
    downloaded: 700,
    downloadTotal: null,
    uploaded: 0,
    uploadTotal: null,
  })
})

it('passes known totals on', () => {
  expect(toReading(registration({ downloadTotal: 900, uploaded: 3, uploadTotal: 5 }), FILM)).toMatchObject({
    downloadTotal: 900,
    uploaded: 3,
    uploadTotal: 5,
  })
})

it('is plain data that does not move with the registration', () => {
  const live = registration({ downloaded: 1 })
  const reading = toReading(live, FILM)
  Object.assign(live, { downloaded: 2 })
  expect(reading.downloaded).toBe(1)
  expect(structuredClone(reading)).toEqual(reading)
})

it.each([
  ['queued behind another', registration({}), true, 'queued'],
  ['on its turn', registration({}), false, 'transferring'],
  ['a success that nobody has stored yet', registration({ result: 'success' }), false, 'storing'],
  ['a failure that nobody has committed yet', registration({ result: 'failure' }), true, 'storing'],
] as const)('calls %s %s', (_name, live, waiting, phase) => {
  expect(toReading(live, FILM, waiting).state).toEqual({ status: 'pending', phase })
})
