import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Reading } from '../adapter.js'
import { DEFAULT_RETRY_POLICY } from '../records/decide.js'
import type { BackgroundFetchState } from '../types.js'
import { reconcile, type LiveFetch } from './reconcile.js'

const PENDING = { status: 'pending', phase: 'transferring' } as const

function liveFetch(
  id: string,
  attempt: number,
  state: BackgroundFetchState = PENDING,
  startedAt: number | null = 1,
): LiveFetch {
  return {
    fetch: {
      id,
      attempt,
      generation: 1,
      asked: 1,
      engine: 'native',
      retry: DEFAULT_RETRY_POLICY,
      state,
      live: 1,
      order: -1,
      files: [],
      filesCompleted: 0,
      storedBytes: 0,
      downloadTotalHint: null,
      uploaded: 0,
      title: id,
      icons: [],
      createdAt: 1,
      updatedAt: 1,
      settledAt: null,
    },
    attempt: {
      id,
      attempt,
      files: [0],
      startedAt,
      ending: null,
      endedAt: null,
      filesGained: 0,
      unattended: false,
    },
  }
}

function readingOf(id: string, attempt: number): Reading {
  return { id, attempt, state: PENDING, downloaded: 0, downloadTotal: null, uploaded: 0, uploadTotal: null }
}

function interrupted(
  reason: 'permission' | 'storage',
  nextAttemptAt: number | null = null,
): BackgroundFetchState {
  return { status: 'interrupted', reason, needsUser: true, nextAttemptAt }
}

it('shows what the engine runs', () => {
  const reading = readingOf('film', 2)
  expect(reconcile([liveFetch('film', 2)], [reading])).toEqual([{ action: 'show', id: 'film', reading }])
})

it('starts what was journalled but never taken, and watches what was taken and is gone', () => {
  expect(reconcile([liveFetch('film', 1, PENDING, null)], [])).toEqual([{ action: 'start', id: 'film' }])
  expect(reconcile([liveFetch('film', 1)], [])).toEqual([{ action: 'watch', id: 'film', attempt: 1 }])
})

it('waits for the time of the next attempt', () => {
  const live = liveFetch('film', 1, interrupted('permission', 99))
  expect(reconcile([live], [])).toEqual([{ action: 'schedule', id: 'film', row: live.fetch }])
})

it('tries again what a new page may have cured, and leaves to a person what it can’t', () => {
  expect(reconcile([liveFetch('film', 1, interrupted('permission'))], [])).toEqual([
    { action: 'retry', id: 'film', attempt: 1 },
  ])
  expect(reconcile([liveFetch('film', 1, interrupted('storage'))], [])).toEqual([])
})

it('aborts an older attempt than the one that is wanted', () => {
  expect(reconcile([liveFetch('film', 2)], [readingOf('film', 1)])).toEqual([
    { action: 'watch', id: 'film', attempt: 2 },
    { action: 'abort', id: 'film', attempt: 1 },
  ])
})

const ids = fc.constantFrom('film', 'podcast', 'atlas', 'album')
const states = fc.constantFrom<BackgroundFetchState>(
  PENDING,
  { status: 'pending', phase: 'queued' },
  interrupted('permission'),
  interrupted('permission', 9),
  interrupted('storage'),
)
const lives = fc
  .uniqueArray(
    fc.record({
      id: ids,
      attempt: fc.integer({ min: 1, max: 3 }),
      state: states,
      startedAt: fc.constantFrom(null, 1),
    }),
    { selector: ({ id }) => id },
  )
  .map((list) => list.map(({ id, attempt, state, startedAt }) => liveFetch(id, attempt, state, startedAt)))
const readings = fc
  .uniqueArray(fc.record({ id: ids, attempt: fc.integer({ min: 1, max: 3 }) }), {
    selector: ({ id, attempt }) => `${attempt} ${id}`,
  })
  .map((list) => list.map(({ id, attempt }) => readingOf(id, attempt)))

it('gives every live fetch exactly one action, or none where a person must act', () => {
  fc.assert(
    fc.property(lives, readings, (live, running) => {
      const actions = reconcile(live, running).filter(({ action }) => action !== 'abort')
      for (const { fetch } of live) {
        const needsPerson = fetch.state.status === 'interrupted' && fetch.state.reason === 'storage'
        expect(actions.filter(({ id }) => id === fetch.id)).toHaveLength(needsPerson ? 0 : 1)
      }
      expect(actions.every(({ id }) => live.some(({ fetch }) => fetch.id === id))).toBe(true)
    }),
  )
})

it('shows or aborts everything that the engine runs', () => {
  fc.assert(
    fc.property(lives, readings, (live, running) => {
      const actions = reconcile(live, running)
      for (const reading of running) {
        const ofIt = actions.filter((item) =>
          item.action === 'show'
            ? item.reading === reading
            : item.action === 'abort' && item.id === reading.id && item.attempt === reading.attempt,
        )
        expect(ofIt).toHaveLength(1)
      }
    }),
  )
})

it('has nothing new to say once its aborts are carried out', () => {
  fc.assert(
    fc.property(lives, readings, (live, running) => {
      const first = reconcile(live, running)
      const left = running.filter(
        ({ id, attempt }) =>
          !first.some((item) => item.action === 'abort' && item.id === id && item.attempt === attempt),
      )
      expect(reconcile(live, left)).toEqual(first.filter(({ action }) => action !== 'abort'))
    }),
  )
})
