import { expect, it } from 'vitest'
import { storedRequest } from '../../fixtures/films.js'
import { createIndexedDBTables } from '../../journal/indexedDB.js'
import { createJournal } from '../../journal/journal.js'
import { DEFAULT_RETRY_POLICY } from '../../records/decide.js'
import { createCacheStore } from '../../store/cache.js'
import { fileKey } from '../../store/store.js'
import { hasWork } from './openDevice.js'

const FILM = 'https://films.example/film.mp4'
const ID = 'film'

async function leave(namespace: string) {
  const journal = createJournal(createIndexedDBTables(`longhaul:${namespace}`))
  await journal.create({
    id: ID,
    engine: 'fallback',
    requests: [storedRequest(FILM)],
    title: '',
    icons: [],
    downloadTotalHint: null,
    retry: DEFAULT_RETRY_POLICY,
    now: 1,
  })
  const end = () =>
    journal.commit({
      id: ID,
      attempt: 1,
      ending: { type: 'aborted' },
      verified: [],
      now: 2,
      unattended: false,
    })
  return { journal, end }
}

it('finds no work where nothing was ever begun, and makes no database to find out', async () => {
  expect(await hasWork('untouched')).toBe(false)
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain('longhaul:untouched')
})

it('finds work in what is under way, and in an ending that nobody was told of', async () => {
  const { journal, end } = await leave('begun')
  expect(await hasWork('begun')).toBe(true)
  await end()
  expect(await hasWork('begun')).toBe(true)
  await journal.delivered(ID, 1)
  expect(await hasWork('begun')).toBe(false)
  journal.close()
})

it('sweeps what a killed page has left, where there is no work', async () => {
  const { journal, end } = await leave('killed')
  await end()
  await journal.delivered(ID, 1)
  await journal.remove(ID, 3)
  journal.close()
  const store = createCacheStore('killed')
  await store.put(fileKey(ID, 1, 0), new Response('half a film'))
  expect(await hasWork('killed')).toBe(false)
  expect(await store.keys()).toEqual([])
})
