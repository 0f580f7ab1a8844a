import { expect, it } from 'vitest'
import { createLocks } from '../channel/locks.js'
import { FILM, newFetch, NOW, POSTER } from '../fixtures/films.js'
import { endedRegistration, platformRecord } from '../fixtures/platform.js'
import { createJournal, type Journal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { createMemoryStore } from '../store/memory.js'
import { manifestKey } from '../store/store.js'
import { importManifests } from './manifest.js'
import { settleRegistration, type SettleInit } from './settle.js'

const ATTEMPT = { id: 'film', attempt: 1 }
const records = () => [
  platformRecord(POSTER, new Response('poster')),
  platformRecord(FILM, new Response('film')),
]
const success = () => endedRegistration({ id: 'film', records: records() })

async function setUp() {
  const store = createMemoryStore()
  const journal = createJournal(createMemoryTables())
  await journal.create(newFetch('film'))
  const init: SettleInit = {
    journal,
    store,
    locks: createLocks('manifest-test'),
    now: () => NOW,
    isUnattended: () => Promise.resolve(false),
  }
  return { journal, store, init }
}

/** A journal as a worker meets it whose database does not open. */
function unopenable(journal: Journal): Journal {
  return { ...journal, job: () => Promise.reject(new DOMException('No database.', 'UnknownError')) }
}

it('reports a journal that does not open, and keeps the bytes beside a manifest until it does', async () => {
  const { journal, store, init } = await setUp()
  const errors: unknown[] = []
  const broken = {
    ...init,
    journal: unopenable(journal),
    onStorageError: (error: unknown) => errors.push(error),
  }
  expect(await settleRegistration(success(), ATTEMPT, broken)).toBeNull()
  expect(errors).toMatchObject([{ name: 'UnknownError' }])
  expect(await store.keys()).toContain(manifestKey('film', 1))

  expect(await importManifests(init)).toMatchObject([{ id: 'film', state: { status: 'completed' } }])
  expect(await store.keys()).not.toContain(manifestKey('film', 1))
  const texts = (await journal.stored('film')).map(async ({ key }) => (await store.read(key))?.text())
  expect(await Promise.all(texts)).toEqual(['film', 'poster'])
  expect(await importManifests(init)).toEqual([])
})

it('does not lose why a file failed', async () => {
  const { journal, init } = await setUp()
  const registration = endedRegistration({
    id: 'film',
    result: 'failure',
    failureReason: 'bad-status',
    records: [
      platformRecord(FILM, new Response('film')),
      platformRecord(POSTER, new Response('', { status: 404 })),
    ],
  })
  await settleRegistration(registration, ATTEMPT, { ...init, journal: unopenable(journal) })
  expect(await importManifests(init)).toMatchObject([
    { state: { status: 'failed', failure: { httpStatus: 404, url: POSTER } }, filesCompleted: 1 },
  ])
})

it.each([
  ['the fetch was removed', (journal: Journal) => journal.remove('film', NOW)],
  [
    'the attempt has ended',
    (journal: Journal) =>
      journal.commit({
        ...ATTEMPT,
        ending: { type: 'aborted' },
        verified: [],
        now: NOW,
        unattended: false,
      }),
  ],
])('leaves a manifest that says nothing when %s', async (_name, happen) => {
  const { journal, store, init } = await setUp()
  await settleRegistration(success(), ATTEMPT, { ...init, journal: unopenable(journal) })
  await happen(journal)
  expect(await importManifests(init)).toEqual([])
  expect(await store.keys()).not.toContain(manifestKey('film', 1))
})

it('leaves the attempt alone when the manifest can’t be read', async () => {
  const { journal, store, init } = await setUp()
  await store.put(manifestKey('film', 1), new Response('{"outcome":'))
  expect(await importManifests(init)).toEqual([])
  expect(await journal.get('film')).toMatchObject({ state: { status: 'pending' } })
  expect(await store.keys()).toEqual([])
})
