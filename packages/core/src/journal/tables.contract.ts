import { afterEach, describe, expect, it } from 'vitest'
import { deepFreeze } from '../fixtures/films.js'
import type { OutboxRow, TombstoneRow } from './rows.js'
import type { Tables } from './tables.js'

/** One device; each call opens another connection to it, as a tab does. */
export type OpenTables = () => Tables

const tombstone = (id: string, removedAt = 1): TombstoneRow => deepFreeze({ id, attempt: 1, removedAt })
const outbox = (id: string, attempt: number): OutboxRow => deepFreeze({ id, attempt })

/** What every place for the journal's rows must do. `newDevice` gives an empty device. */
export function tablesContract(name: string, newDevice: () => OpenTables): void {
  describe(`${name}, as tables`, () => {
    const opened: Tables[] = []
    const setUp = (open: OpenTables = newDevice()) => {
      const tables = open()
      opened.push(tables)
      const putAll = (rows: readonly OutboxRow[]) =>
        tables.transaction('readwrite', ['outbox'], async (tx) => {
          for (const row of rows) await tx.put('outbox', row)
        })
      return { tables, putAll }
    }
    afterEach(() => {
      for (const tables of opened.splice(0)) tables.close()
    })

    it('gives back what was put, replaces it and forgets it', async () => {
      const { tables } = setUp()
      const read = () =>
        tables.transaction('readonly', ['tombstones'], (tx) => tx.get('tombstones', ['film']))
      const write = (row: TombstoneRow) =>
        tables.transaction('readwrite', ['tombstones'], (tx) => tx.put('tombstones', row))
      expect(await read()).toBeUndefined()
      await write(tombstone('film', 1))
      await write(tombstone('film', 2))
      expect(await read()).toEqual(tombstone('film', 2))
      await tables.transaction('readwrite', ['tombstones'], (tx) => tx.delete('tombstones', ['film']))
      expect(await read()).toBeUndefined()
    })

    it('lists in the order of the keys, numbers as numbers', async () => {
      const { tables, putAll } = setUp()
      await putAll([outbox('b', 1), outbox('a', 10), outbox('a', 9), outbox('B', 1), outbox('é', 1)])
      const rows = await tables.transaction('readonly', ['outbox'], (tx) => tx.list('outbox'))
      expect(rows.map(({ id, attempt }) => `${id}${attempt}`)).toEqual(['B1', 'a9', 'a10', 'b1', 'é1'])
    })

    it('lists only what begins with the prefix', async () => {
      const { tables, putAll } = setUp()
      await putAll([outbox('film', 1), outbox('film', 2), outbox('film2', 1), outbox('fil', 1)])
      const rows = await tables.transaction('readonly', ['outbox'], (tx) =>
        tx.list('outbox', { prefix: ['film'] }),
      )
      expect(rows).toEqual([outbox('film', 1), outbox('film', 2)])
    })

    it('lists what is behind a key, and no more than the limit', async () => {
      const { tables, putAll } = setUp()
      await putAll([outbox('a', 1), outbox('a', 2), outbox('a', 3), outbox('b', 1)])
      const list = (options: object) =>
        tables.transaction('readonly', ['outbox'], (tx) => tx.list('outbox', options))
      expect(await list({ after: ['a', 2] })).toEqual([outbox('a', 3), outbox('b', 1)])
      expect(await list({ after: ['a', 1], prefix: ['a'] })).toEqual([outbox('a', 2), outbox('a', 3)])
      expect(await list({ limit: 2 })).toEqual([outbox('a', 1), outbox('a', 2)])
    })

    it('leaves a row out of an index that it has no valid key for', async () => {
      const { tables } = setUp()
      await tables.transaction('readwrite', ['fetches'], (tx) =>
        tx.put('fetches', { id: 'film', live: 1 } as never),
      )
      const list = (index: string) =>
        tables.transaction('readonly', ['fetches'], (tx) => tx.list('fetches', { index }))
      expect(await list('live')).toHaveLength(1)
      expect(await list('newest')).toHaveLength(0)
    })

    it('sees its own writes, and shows them to others only when it is done', async () => {
      const open = newDevice()
      const { tables } = setUp(open)
      const { tables: other } = setUp(open)
      const own = tables.transaction('readwrite', ['outbox'], async (tx) => {
        await tx.put('outbox', outbox('film', 1))
        const before = await tx.list('outbox')
        await tx.delete('outbox', ['film', 1])
        return before
      })
      const seen = other.transaction('readonly', ['outbox'], (tx) => tx.list('outbox'))
      expect(await own).toEqual([outbox('film', 1)])
      expect(await seen).toEqual([])
    })

    it('leaves nothing of a transaction that throws', async () => {
      const { tables, putAll } = setUp()
      await putAll([outbox('film', 1)])
      const broken = tables.transaction('readwrite', ['outbox', 'tombstones'], async (tx) => {
        await tx.delete('outbox', ['film', 1])
        await tx.put('tombstones', tombstone('film'))
        throw new Error('The power went.')
      })
      await expect(broken).rejects.toThrow('The power went.')
      const rows = await tables.transaction('readonly', ['outbox', 'tombstones'], async (tx) => [
        ...(await tx.list('outbox')),
        ...(await tx.list('tombstones')),
      ])
      expect(rows).toEqual([outbox('film', 1)])
    })

    it('goes on after a transaction that threw', async () => {
      const { tables, putAll } = setUp()
      await expect(
        tables.transaction('readwrite', ['outbox'], () => Promise.reject(new Error('No.'))),
      ).rejects.toThrow('No.')
      await putAll([outbox('film', 1)])
      expect(await tables.transaction('readonly', ['outbox'], (tx) => tx.list('outbox'))).toHaveLength(1)
    })

    it('never runs two that write at once, from two tabs either', async () => {
      const open = newDevice()
      const tabs = [setUp(open).tables, setUp(open).tables]
      const addOne = (tables: Tables) =>
        tables.transaction('readwrite', ['tombstones'], async (tx) => {
          const row = await tx.get('tombstones', ['film'])
          await tx.put('tombstones', tombstone('film', (row?.removedAt ?? 0) + 1))
        })
      await Promise.all(Array.from({ length: 20 }, (_, at) => addOne(tabs[at % 2]!)))
      const row = await tabs[0]!.transaction('readonly', ['tombstones'], (tx) =>
        tx.get('tombstones', ['film']),
      )
      expect(row?.removedAt).toBe(20)
    })

    it('refuses a table that the transaction did not name', async () => {
      const { tables } = setUp()
      const strayed = tables.transaction('readwrite', ['outbox'], (tx) =>
        tx.put('tombstones', tombstone('film')),
      )
      await expect(strayed).rejects.toThrow(expect.objectContaining({ name: 'NotFoundError' }))
    })

    it('refuses to write where it only reads', async () => {
      const { tables } = setUp()
      const strayed = tables.transaction('readonly', ['outbox'], (tx) => tx.put('outbox', outbox('film', 1)))
      await expect(strayed).rejects.toThrow(expect.objectContaining({ name: 'ReadOnlyError' }))
    })
  })
}
