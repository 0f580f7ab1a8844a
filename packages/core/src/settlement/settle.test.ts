import { describe, expect, it } from 'vitest'
import { createLocks, settlementLock } from '../channel/locks.js'
import { FILM, newFetch, NOW, POSTER } from '../fixtures/films.js'
import { endedRegistration, platformRecord } from '../fixtures/platform.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { createMemoryStore } from '../store/memory.js'
import type { ResponseStore } from '../store/store.js'
import { finishAttempt } from './finish.js'
import { settleAborted, settleRegistration, type SettleInit } from './settle.js'
import { stageRecords } from './stage.js'

const ATTEMPT = { id: 'film', attempt: 1 }
const records = () => [
  platformRecord(POSTER, new Response('poster')),
  platformRecord(FILM, new Response('film')),
]
const success = () => endedRegistration({ id: 'film', records: records() })

async function setUp(store: ResponseStore = createMemoryStore()) {
  const journal = createJournal(createMemoryTables())
  await journal.create(newFetch('film'))
  const init: SettleInit = {
    journal,
    store,
    locks: createLocks('settle-test'),
    now: () => NOW,
    isUnattended: () => Promise.resolve(false),
  }
  return { journal, store, init }
}

describe('a registration that has ended', () => {
  it('is staged, verified and committed', async () => {
    const { journal, store, init } = await setUp()
    expect(await settleRegistration(success(), ATTEMPT, init)).toMatchObject({
      state: { status: 'completed' },
      filesCompleted: 2,
      storedBytes: 10,
    })
    const texts = (await journal.stored('film')).map(async ({ key }) => (await store.read(key))?.text())
    expect(await Promise.all(texts)).toEqual(['film', 'poster'])
  })

  it('is not believed when it says success and has nothing to show', async () => {
    const { init } = await setUp()
    const registration = endedRegistration({ id: 'film', records: [] })
    expect((await settleRegistration(registration, ATTEMPT, init))?.state.status).toBe('interrupted')
  })

  it('is settled once, however often its event comes', async () => {
    const { journal, store, init } = await setUp()
    const rows = await Promise.all(
      [success(), success()].map((registration) => settleRegistration(registration, ATTEMPT, init)),
    )
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
    const untouched = { ...store, put: () => Promise.reject(new Error('It is over.')) }
    expect(await settleRegistration(success(), ATTEMPT, { ...init, store: untouched })).toBeNull()
    expect(await journal.outbox()).toHaveLength(1)
    expect(await store.keys()).toHaveLength(2)
  })

  it('is finished by another worker when the first was killed after staging', async () => {
    const { journal, init } = await setUp()
    await stageRecords(records(), (await journal.job('film'))!, init)
    const row = await settleRegistration(endedRegistration({ id: 'film', records: records() }), ATTEMPT, init)
    expect(row?.state.status).toBe('completed')
  })

  it('is finished from what lies on the disk when its records are gone', async () => {
    const { journal, init } = await setUp()
    const job = (await journal.job('film'))!
    await stageRecords(records(), job, init)
    expect((await finishAttempt(job, { type: 'lost' }, init))?.state.status).toBe('completed')
  })

  it('asks for no records where the browser has let them go', async () => {
    const { init } = await setUp()
    const registration = Object.assign(success(), {
      recordsAvailable: false,
      matchAll: () => Promise.reject(new DOMException('Gone.', 'InvalidStateError')),
    })
    expect((await settleRegistration(registration, ATTEMPT, init))?.state.status).toBe('interrupted')
  })

  it('keeps its good files and the browser’s reason when it failed', async () => {
    const { journal, init } = await setUp()
    const registration = endedRegistration({
      id: 'film',
      result: 'failure',
      failureReason: 'bad-status',
      uploaded: 9,
      records: [
        platformRecord(FILM, new Response('film')),
        platformRecord(POSTER, new Response('', { status: 404 })),
      ],
    })
    expect(await settleRegistration(registration, ATTEMPT, init)).toMatchObject({
      state: { status: 'failed', failure: { reason: 'bad-status', httpStatus: 404, url: POSTER } },
      filesCompleted: 1,
      uploaded: 9,
    })
    await journal.retry('film', { now: NOW })
    expect((await journal.job('film'))?.attempt.files).toEqual([1])
  })

  it('leaves no byte when it was removed, or when a newer attempt is under way', async () => {
    const { journal, store, init } = await setUp()
    await journal.remove('film', NOW)
    expect(await settleRegistration(success(), ATTEMPT, init)).toBeNull()
    await journal.create(newFetch('film'))
    expect(await settleRegistration(success(), ATTEMPT, init)).toBeNull()
    expect(await store.keys()).toEqual([])
    expect(await journal.get('film')).toMatchObject({ attempt: 2, state: { status: 'pending' } })
  })

  it('holds the lock of its attempt meanwhile, so that nobody calls it lost', async () => {
    const { journal, init } = await setUp()
    const isHeld = async () =>
      (await init.locks.holdIfFree(settlementLock('film', 1), () => Promise.resolve('free'))) === undefined
    let wasHeld = false
    const watched = Object.assign(success(), {
      matchAll: async () => {
        wasHeld = await isHeld()
        return records()
      },
    })
    await settleRegistration(watched, ATTEMPT, { ...init, journal })
    expect([wasHeld, await isHeld()]).toEqual([true, false])
  })
})

describe('an abort', () => {
  it('ends the fetch and frees what was staged', async () => {
    const { journal, store, init } = await setUp()
    await stageRecords(records(), (await journal.job('film'))!, init)
    expect((await settleAborted(ATTEMPT, init))?.state).toEqual({ status: 'aborted' })
    expect(await store.keys()).toEqual([])
    expect(await settleAborted(ATTEMPT, init)).toBeNull()
  })

  it('in the middle of staging leaves no byte behind', async () => {
    const memory = createMemoryStore()
    const { journal, init } = await setUp({
      ...memory,
      async put(key, response) {
        await memory.put(key, response)
        await settleAborted(ATTEMPT, init)
      },
    })
    expect(await settleRegistration(success(), ATTEMPT, init)).toBeNull()
    expect(await memory.keys()).toEqual([])
    expect((await journal.get('film'))?.state.status).toBe('aborted')
  })
})
