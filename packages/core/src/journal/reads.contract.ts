import { afterEach, describe, expect, it, vi } from 'vitest'
import { attemptEnd, FILM, newFetch, NOT_FOUND, NOW, stagedRow } from '../fixtures/films.js'
import type { BackgroundFetchCursor } from '../types.js'
import { createJournal, damagedError, type Journal } from './journal.js'
import type { DamagedRow, TableName } from './rows.js'
import type { OpenTables } from './tables.contract.js'
import type { Tables } from './tables.js'

/** What the journal finds again, and what it does with rows that it can't read. */
export function readsContract(name: string, newDevice: () => OpenTables): void {
  const opened: Tables[] = []
  const setUp = (open: OpenTables = newDevice()) => {
    const tables = open()
    opened.push(tables)
    const damaged: DamagedRow[] = []
    const journal = createJournal(tables, { onDamaged: (row) => damaged.push(row) })
    const put = (table: TableName, row: object) =>
      tables.transaction('readwrite', [table], (tx) => tx.put(table, row as never))
    return { journal, tables, damaged, put }
  }
  const closeAll = () => {
    for (const tables of opened.splice(0)) tables.close()
  }
  const allPages = async (journal: Journal, limit: number) => {
    const ids: string[] = []
    let after: BackgroundFetchCursor | null = null
    do {
      const page: Awaited<ReturnType<Journal['page']>> = await journal.page(after, limit)
      ids.push(...page.rows.map(({ id }) => id))
      after = page.next
    } while (after)
    return ids
  }

  describe(`${name}: what is found again`, () => {
    afterEach(closeAll)

    it.each([1, 2, 3, 5, 100])('turns every page of %i once, newest first, ties by id', async (limit) => {
      const { journal } = setUp()
      const starts = [
        ['old', 1],
        ['b', 2],
        ['a', 2],
        ['c', 2],
        ['new', 3],
      ] as const
      for (const [id, now] of starts) await journal.create(newFetch(id, { now }))
      expect(await allPages(journal, limit)).toEqual(['new', 'a', 'b', 'c', 'old'])
    })

    it('keeps its place when something newer comes between two pages', async () => {
      const { journal } = setUp()
      for (const now of [1, 2, 3]) await journal.create(newFetch(`film-${now}`, { now }))
      const { next } = await journal.page(null, 2)
      await journal.create(newFetch('film-4', { now: 4 }))
      expect((await journal.page(next, 2)).rows.map(({ id }) => id)).toEqual(['film-1'])
    })

    it('lists what is live, and not what has ended', async () => {
      const { journal } = setUp()
      await journal.create(newFetch('over'))
      await journal.create(newFetch('film'))
      await journal.commit(attemptEnd('over', 1, NOT_FOUND))
      expect((await journal.live()).map(({ id }) => id)).toEqual(['film'])
    })

    it('finds the newest verified GET response for a URL', async () => {
      const { journal } = setUp()
      for (const [at, id] of ['old', 'new', 'staged'].entries()) {
        await journal.create(newFetch(id))
        await journal.stage([stagedRow(id, 1, 0)])
        if (id !== 'staged') await journal.commit(attemptEnd(id, 1, NOT_FOUND, [0], { now: NOW + at }))
      }
      expect(await journal.findByUrl(FILM)).toMatchObject({ id: 'new' })
      expect(await journal.findByUrl(`${FILM}?other`)).toBeUndefined()
    })

    it('counts no file that was left unverified by an earlier attempt', async () => {
      const { journal, put } = setUp()
      await journal.create(newFetch('film'))
      await journal.commit(attemptEnd('film', 1, NOT_FOUND, [0]))
      await put('responses', stagedRow('film', 1, 1))
      await journal.retry('film', { now: NOW })
      const { row } = await journal.commit(attemptEnd('film', 2, { type: 'success' }))
      expect(row).toMatchObject({ state: { status: 'interrupted' }, filesCompleted: 1 })
    })

    it('does not answer a GET with what a POST brought', async () => {
      const { journal } = setUp()
      await journal.create(newFetch('form'))
      const verified = [stagedRow('form', 1, 0, { method: 'POST', size: 1 })]
      await journal.commit(attemptEnd('form', 1, NOT_FOUND, [], { verified }))
      expect(await journal.findByUrl(FILM)).toBeUndefined()
    })

    it('knows which keys of the store are still meant', async () => {
      const { journal } = setUp()
      await journal.create(newFetch('film'))
      const { key } = stagedRow('film', 1, 0)
      expect(await journal.ownsKey(key)).toBe(false)
      await journal.stage([stagedRow('film', 1, 0)])
      expect(await journal.ownsKey(key)).toBe(true)
      expect(await journal.remove('film', NOW)).toEqual([key])
      expect(await journal.ownsKey(key)).toBe(false)
    })

    it('forgets everything of a removed fetch but the count', async () => {
      const { journal, tables } = setUp()
      await journal.create(newFetch('film'))
      await journal.create(newFetch('film2'))
      await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))
      expect(await journal.remove('film', NOW)).toHaveLength(2)
      expect(await journal.remove('film', NOW)).toBeNull()
      const names = ['fetches', 'requests', 'attempts', 'responses', 'outbox', 'tombstones'] as const
      const left = await tables.transaction('readonly', names, (tx) =>
        Promise.all(names.map((table) => tx.list(table))),
      )
      expect(left.flat().filter((row) => 'id' in row && row.id === 'film')).toEqual([
        { id: 'film', attempt: 1, removedAt: NOW },
      ])
      expect(await journal.job('film2')).toBeDefined()
    })

    it('sweeps tombstones that are old enough', async () => {
      const { journal, tables } = setUp()
      for (const [id, at] of [
        ['old', 1],
        ['young', 5],
      ] as const) {
        await journal.create(newFetch(id))
        await journal.remove(id, at)
      }
      await journal.sweepTombstones(5)
      const left = await tables.transaction('readonly', ['tombstones'], (tx) => tx.list('tombstones'))
      expect(left.map(({ id }) => id)).toEqual(['young'])
    })
  })

  describe(`${name}: a damaged row`, () => {
    afterEach(closeAll)

    it.each<readonly [string, object]>([
      ['without a state', { state: undefined }],
      ['with a status that nobody knows', { state: { status: 'constructor' } }],
      ['with an interruption that has no reason', { state: { status: 'interrupted' } }],
      ['with a count that is no number', { filesCompleted: 'two' }],
      ['with files that are none', { files: [{ url: 7 }] }],
    ])('%s is set aside and reported, and the rest loads', async (_name, damage) => {
      const { journal, put, damaged, tables } = setUp()
      const row = await journal.create(newFetch('film'))
      await journal.create(newFetch('podcast'))
      await put('fetches', { ...row, ...damage })

      expect((await journal.page(null, 10)).rows.map(({ id }) => id)).toEqual(['podcast'])
      await vi.waitFor(() =>
        expect(damaged).toMatchObject([{ table: 'fetches', key: '["film"]', row: { id: 'film' } }]),
      )
      expect(await journal.get('film')).toBeUndefined()
      const aside = await tables.transaction('readonly', ['damaged'], (tx) => tx.list('damaged'))
      expect(aside).toMatchObject([{ table: 'fetches', row: { id: 'film' } }])
      expect(damagedError(damaged[0]!).message).toContain('fetches')
    })

    it('with fields that only a newer version knows is whole', async () => {
      const { journal, put, damaged } = setUp()
      const row = await journal.create(newFetch('film'))
      await put('fetches', { ...row, mood: 'sunny' })
      expect(await journal.get('film')).toMatchObject({ id: 'film' })
      expect(damaged).toEqual([])
    })

    it('is not confused with the good one that replaces it at the same time', async () => {
      const { journal, put } = setUp()
      const row = await journal.create(newFetch('film'))
      await put('fetches', { ...row, files: null })
      const read = journal.get('film')
      const created = journal.create(newFetch('film'))
      expect(await read).toBeUndefined()
      expect(await created).toMatchObject({ attempt: 2 })
      expect(await journal.get('film')).toMatchObject({ attempt: 2 })
    })

    it('leaves its old bytes out of the next fetch of the id', async () => {
      const { journal, put, damaged } = setUp()
      await journal.create(newFetch('film'))
      const { row } = await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))
      await put('fetches', { ...row, files: null })
      await journal.get('film')
      await vi.waitFor(() => expect(damaged).toHaveLength(1))
      expect(await journal.create(newFetch('film'))).toMatchObject({ attempt: 2 })
      expect((await journal.commit(attemptEnd('film', 2, NOT_FOUND))).row?.state.status).toBe('failed')
    })

    it('leaves its files to whoever asks for them, and gives their room back when it is removed', async () => {
      const { journal, put, damaged, tables } = setUp()
      await journal.create(newFetch('film'))
      const { row } = await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))
      await put('fetches', { ...row, files: null })
      await journal.get('film')
      await vi.waitFor(() => expect(damaged).toHaveLength(1))
      expect(await journal.stored('film')).toHaveLength(2)
      expect(await journal.remove('film', NOW)).toHaveLength(2)
      expect(await journal.remove('film', NOW)).toBeNull()
      expect(await tables.transaction('readonly', ['requests'], (tx) => tx.list('requests'))).toEqual([])
      expect(await journal.create(newFetch('film'))).toMatchObject({ attempt: 2 })
    })

    it('of a response leaves the other responses', async () => {
      const { journal, put, damaged } = setUp()
      await journal.create(newFetch('film'))
      await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))
      await put('responses', { ...stagedRow('film', 1, 0), headers: 'none', verifiedAt: NOW })
      expect((await journal.stored('film')).map(({ file }) => file)).toEqual([1])
      await vi.waitFor(() => expect(damaged).toHaveLength(1))
    })
  })
}
