import { forceCloseDatabase } from 'fake-indexeddb'
import { openDB, type IDBPDatabase } from 'idb'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freshName, plugInIndexedDB } from '../fixtures/fakeIndexedDB.js'
import { newFetch } from '../fixtures/films.js'
import { createIndexedDBTables } from './indexedDB.js'
import { createJournal } from './journal.js'
import { SCHEMA, type TableName } from './rows.js'

plugInIndexedDB()

const opened: { close(): void }[] = []
afterEach(() => {
  for (const connection of opened.splice(0)) connection.close()
})

function openJournal(name: string) {
  const journal = createJournal(createIndexedDBTables(name))
  opened.push(journal)
  return journal
}

/** A database as another version of the library made it. */
async function openAs(name: string, version: number, make: (db: IDBPDatabase) => void, blocking = () => {}) {
  const db = await openDB(name, version, { upgrade: make, blocking })
  opened.push(db)
  return db
}

function makeTable(db: IDBPDatabase, table: TableName, indexes: readonly string[]) {
  const store = db.createObjectStore(table, { keyPath: [...SCHEMA[table].key] })
  for (const index of indexes) store.createIndex(index, [...SCHEMA[table].indexes[index]!])
}

describe('a database of another version', () => {
  it('grows by the tables that an older one lacks, and keeps its rows', async () => {
    const name = freshName()
    const old = await openAs(name, 1, (db) => {
      makeTable(db, 'fetches', ['newest', 'live'])
      makeTable(db, 'tombstones', [])
    })
    await old.put('tombstones', { id: 'film', attempt: 4, removedAt: 1 })
    old.close()
    expect(await openJournal(name).create(newFetch('film'))).toMatchObject({ attempt: 5 })
  })

  it('grows by the indexes that an older one lacks, over the rows that are there', async () => {
    const name = freshName()
    const first = openJournal(freshName())
    const row = await first.create(newFetch('film'))
    const old = await openAs(name, 7, (db) => makeTable(db, 'fetches', ['live']))
    await old.put('fetches', row)
    old.close()
    const { rows } = await openJournal(name).page(null, 10)
    expect(rows).toEqual([row])
  })

  it('is used as it is where a newer one made more of it', async () => {
    const name = freshName()
    const newer = await openAs(name, 30, (db) => {
      for (const table of Object.keys(SCHEMA) as TableName[])
        makeTable(db, table, Object.keys(SCHEMA[table].indexes))
      db.createObjectStore('moods')
    })
    const journal = openJournal(name)
    await journal.create(newFetch('film'))
    expect((await journal.live()).map(({ id }) => id)).toEqual(['film'])
    expect([newer.version, [...newer.objectStoreNames].includes('moods')]).toEqual([30, true])
  })

  it('steps aside when a newer version wants to grow it, and goes on afterwards', async () => {
    const name = freshName()
    const journal = openJournal(name)
    await journal.create(newFetch('film'))
    const newer = await openAs(
      name,
      50,
      (db) => void db.createObjectStore('moods'),
      () => newer.close(),
    )
    expect(newer.version).toBe(50)
    expect(await journal.get('film')).toMatchObject({ id: 'film' })
  })

  it('is grown once when many tabs open it at the same time', async () => {
    const name = freshName()
    const old = await openAs(name, 1, (db) => makeTable(db, 'fetches', ['newest', 'live']))
    old.close()
    const tabs = Array.from({ length: 5 }, () => openJournal(name))
    await Promise.all(tabs.map((tab, at) => tab.create(newFetch(`film-${at}`))))
    expect(await tabs[0]!.live()).toHaveLength(5)
  })

  it('is opened as it is when a newer version grows it at the same moment', async () => {
    const name = freshName()
    const old = await openAs(name, 1, (db) => makeTable(db, 'fetches', ['newest', 'live']))
    old.close()
    const open = indexedDB.open.bind(indexedDB)
    const spy = vi.spyOn(indexedDB, 'open').mockImplementation((database, version) => {
      if (version !== 2) return open(database, version)
      spy.mockRestore()
      void openAs(name, 9, (db) => {
        for (const table of Object.keys(SCHEMA) as TableName[]) {
          if (table !== 'fetches') makeTable(db, table, Object.keys(SCHEMA[table].indexes))
        }
      })
      return open(database, version)
    })
    expect(await openJournal(name).create(newFetch('film'))).toMatchObject({ id: 'film' })
  })

  it('is made once when many tabs open it for the first time', async () => {
    const name = freshName()
    const tabs = Array.from({ length: 5 }, () => openJournal(name))
    const rows = await Promise.all(tabs.map((tab) => tab.create(newFetch('film'))))
    expect(rows.filter((row) => row !== null)).toHaveLength(1)
  })
})

describe('a connection', () => {
  it.each([
    ['has closed it', (connection: IDBDatabase) => forceCloseDatabase(connection as never)],
    ['has closed it without a word', (connection: IDBDatabase) => connection.close()],
  ])('is opened again when the browser %s', async (_name, closeIt) => {
    const connections: IDBDatabase[] = []
    const open = indexedDB.open.bind(indexedDB)
    const spy = vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = open(...args)
      request.addEventListener('success', () => connections.push(request.result))
      return request
    })
    const journal = openJournal(freshName())
    await journal.create(newFetch('film'))
    spy.mockRestore()
    connections.forEach(closeIt)
    expect(await journal.get('film')).toMatchObject({ id: 'film' })
  })

  it('is not opened before it is used', async () => {
    const name = freshName()
    openJournal(name)
    const names = (await indexedDB.databases()).map((database) => database.name)
    expect(names).not.toContain(name)
  })

  it('is tried again after it could not be opened', async () => {
    const spy = vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('The disk is gone.', 'UnknownError')
    })
    const journal = openJournal(freshName())
    await expect(journal.get('film')).rejects.toThrow('The disk is gone.')
    spy.mockRestore()
    expect(await journal.get('film')).toBeUndefined()
  })

  it('lets the database go when it is closed', async () => {
    const name = freshName()
    const journal = openJournal(name)
    await journal.create(newFetch('film'))
    journal.close()
    const deleted = new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name)
      request.addEventListener('success', resolve)
      request.addEventListener('blocked', () => reject(new Error('Somebody still holds it.')))
    })
    await expect(deleted).resolves.toBeDefined()
  })
})
