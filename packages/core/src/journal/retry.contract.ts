import { afterEach, describe, expect, it } from 'vitest'
import { attemptEnd, newFetch, NOT_FOUND, NOW, SERVER_DOWN, stagedRow } from '../fixtures/films.js'
import { journalWithFilm, type FilmState } from '../fixtures/journals.js'
import { createJournal } from './journal.js'
import type { FetchRow } from './rows.js'
import type { OpenTables } from './tables.contract.js'
import type { Tables } from './tables.js'

/** What follows an attempt that brought not everything home, over any tables. */
export function retryContract(name: string, newDevice: () => OpenTables): void {
  const opened: Tables[] = []
  const openTables = (open: OpenTables = newDevice()): Tables => {
    const tables = open()
    opened.push(tables)
    return tables
  }
  const filmIn = (state: FilmState) => journalWithFilm(state, openTables())
  const closeAll = () => {
    for (const tables of opened.splice(0)) tables.close()
  }

  describe(`${name}: another attempt`, () => {
    afterEach(closeAll)

    it.each(['failed', 'aborted', 'interrupted'] as const)('leaves %s when a person asks', async (state) => {
      const { journal } = await filmIn(state)
      expect(await journal.retry('film', { now: NOW + 9 })).toMatchObject({
        attempt: 2,
        asked: 2,
        generation: 1,
        state: { status: 'pending', phase: 'queued' },
        live: 1,
        settledAt: null,
      })
    })

    it.each(['queued', 'completed'] as const)('leaves what is %s as it is', async (state) => {
      const { journal } = await filmIn(state)
      const before = await journal.get('film')
      expect(await journal.retry('film', { now: NOW + 9 })).toEqual(before)
      expect(await journal.retry('nobody', { now: NOW })).toBeNull()
    })

    it('asks only for the files that are missing', async () => {
      const { journal } = await filmIn('queued')
      await journal.commit(attemptEnd('film', 1, NOT_FOUND, [1]))
      await journal.retry('film', { now: NOW })
      expect((await journal.job('film'))?.attempt.files).toEqual([0])
      expect(await journal.stage([stagedRow('film', 2, 1)])).toBe(false)
      const { row } = await journal.commit(attemptEnd('film', 2, { type: 'success' }, [0]))
      expect(row).toMatchObject({ state: { status: 'completed' }, filesCompleted: 2, storedBytes: 200 })
    })

    it('asks for everything again when the id is fetched anew', async () => {
      const { journal } = await filmIn('queued')
      await journal.commit(attemptEnd('film', 1, NOT_FOUND, [1]))
      await journal.create(newFetch('film'))
      await journal.commit(attemptEnd('film', 2, NOT_FOUND))
      await journal.retry('film', { now: NOW })
      expect((await journal.job('film'))?.attempt.files).toEqual([0, 1])
    })

    it('begins once, when the timers of two tabs ring', async () => {
      const open = newDevice()
      const [one, other] = [createJournal(openTables(open)), createJournal(openTables(open))]
      await one.create(newFetch('film'))
      await one.commit(attemptEnd('film', 1, SERVER_DOWN))
      const rows = await Promise.all([one, other].map((tab) => tab.retry('film', { now: NOW, after: 1 })))
      expect(rows.map((row) => row?.attempt)).toEqual([2, 2])
      expect(await one.get('film')).toMatchObject({ attempt: 2, asked: 1 })
      await one.commit(attemptEnd('film', 2, SERVER_DOWN))
      expect(await other.retry('film', { now: NOW, after: 1 })).toMatchObject({ attempt: 2 })
    })

    it('counts fruitless attempts from when a person last asked', async () => {
      const { journal } = await filmIn('interrupted')
      const fail = async (attempt: number): Promise<FetchRow['state']['status'] | undefined> =>
        (await journal.commit(attemptEnd('film', attempt, SERVER_DOWN))).row?.state.status
      await journal.retry('film', { now: NOW, after: 1 })
      expect(await fail(2)).toBe('interrupted')
      await journal.retry('film', { now: NOW, after: 2 })
      expect(await fail(3)).toBe('failed')
      await journal.retry('film', { now: NOW })
      expect(await fail(4)).toBe('interrupted')
    })
  })
}
