import { afterEach, describe, expect, it } from 'vitest'
import {
  attemptEnd,
  FILM,
  newFetch,
  NOT_FOUND,
  NOW,
  POSTER,
  SERVER_DOWN,
  stagedRow,
  storedRequest,
} from '../fixtures/films.js'
import { journalWithFilm, type FilmState } from '../fixtures/journals.js'
import { createJournal } from './journal.js'
import type { OpenTables } from './tables.contract.js'
import type { Tables } from './tables.js'

/** How a fetch begins and how its attempts end, over any tables. */
export function journalContract(name: string, newDevice: () => OpenTables): void {
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

  describe(`${name}: a fetch begins`, () => {
    afterEach(closeAll)

    it('remembers it, its requests and its first attempt', async () => {
      const { journal, row } = await filmIn('queued')
      expect(await journal.get('film')).toEqual(row)
      expect(row).toMatchObject({ attempt: 1, live: 1, filesCompleted: 0, storedBytes: 0, settledAt: null })
      expect(await journal.job('film')).toMatchObject({
        fetch: row,
        attempt: { attempt: 1, files: [0, 1], startedAt: null, ending: null },
        requests: [storedRequest(FILM), storedRequest(POSTER)],
      })
    })

    it('keeps a body for the next try', async () => {
      const journal = createJournal(openTables())
      const body = new Blob(['bytes'])
      await journal.create(newFetch('upload', { requests: [storedRequest(FILM, { method: 'POST', body })] }))
      expect(await (await journal.job('upload'))?.requests[0]?.body?.text()).toBe('bytes')
    })

    it.each(['queued', 'interrupted'] as const)('refuses an id that is %s', async (state) => {
      const { journal } = await filmIn(state)
      expect(await journal.create(newFetch('film', { title: 'Other' }))).toBeNull()
      expect(await journal.get('film')).toMatchObject({ title: 'Film', attempt: 1 })
    })

    it.each(['failed', 'aborted', 'completed'] as const)(
      'replaces an id that is %s, and counts on',
      async (state) => {
        const { journal } = await filmIn(state)
        const again = await journal.create(newFetch('film', { requests: [storedRequest(POSTER)] }))
        expect(again).toMatchObject({
          attempt: 2,
          generation: 2,
          state: { status: 'pending' },
          filesCompleted: 0,
        })
        expect((await journal.job('film'))?.attempt.files).toEqual([0])
      },
    )

    it('counts on after a removal, so that late news of the old one is known as such', async () => {
      const { journal } = await filmIn('queued')
      await journal.remove('film', NOW)
      expect(await journal.create(newFetch('film'))).toMatchObject({ attempt: 2 })
      expect(await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))).toMatchObject({
        row: null,
      })
      expect(await journal.get('film')).toMatchObject({ attempt: 2, state: { status: 'pending' } })
    })

    it('keeps the old bytes until the new are all in, and then frees them', async () => {
      const { journal } = await filmIn('completed')
      await journal.create(newFetch('film'))
      expect(await journal.stored('film')).toHaveLength(2)
      const commit = await journal.commit(attemptEnd('film', 2, { type: 'success' }, [0, 1]))
      expect(commit.freed.toSorted()).toEqual([stagedRow('film', 1, 0).key, stagedRow('film', 1, 1).key])
      expect((await journal.stored('film')).map(({ attempt }) => attempt)).toEqual([2, 2])
    })

    it('is taken by the engine once, and only while it is the newest attempt', async () => {
      const { journal } = await filmIn('queued')
      expect(await journal.markStarted('film', 1, NOW + 5)).toMatchObject({
        state: { phase: 'transferring' },
      })
      await journal.markStarted('film', 1, NOW + 9)
      expect((await journal.job('film'))?.attempt.startedAt).toBe(NOW + 5)
      expect(await journal.markStarted('film', 2, NOW)).toBeNull()
      await journal.commit(attemptEnd('film', 1, NOT_FOUND))
      expect(await journal.markStarted('film', 1, NOW)).toBeNull()
      expect(await journal.markStarted('other', 1, NOW)).toBeNull()
    })
  })

  describe(`${name}: an attempt ends`, () => {
    afterEach(closeAll)

    it('completes once every file is verified, and writes what is known now', async () => {
      const { journal } = await filmIn('queued')
      const { row } = await journal.commit(
        attemptEnd('film', 1, { type: 'success' }, [0, 1], { uploaded: 7 }),
      )
      expect(row).toMatchObject({
        state: { status: 'completed' },
        live: 0,
        filesCompleted: 2,
        storedBytes: 200,
        uploaded: 7,
        settledAt: NOW + 1_000,
        files: [
          { url: FILM, size: 100 },
          { url: POSTER, size: 100 },
        ],
      })
      expect(await journal.get('film')).toEqual(row)
    })

    it('counts, of the files that are kept, those that were begun again', async () => {
      const { journal } = await filmIn('queued')
      const end = attemptEnd('film', 1, NOT_FOUND, [1])
      const verified = end.verified.map((row) => ({ ...row, isRestarted: true }))
      expect((await journal.commit({ ...end, verified })).row).toMatchObject({ filesRestarted: 1 })
      await journal.retry('film', { now: NOW })
      const { row } = await journal.commit(attemptEnd('film', 2, { type: 'success' }, [0]))
      expect(row).toMatchObject({ state: { status: 'completed' }, filesRestarted: 1 })
    })

    it('never takes an engine at its word: a success without every file is lost', async () => {
      const { journal } = await filmIn('queued')
      const { row } = await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0]))
      expect(row).toMatchObject({ state: { status: 'interrupted' }, filesCompleted: 1 })
      expect((await journal.job('film'))?.attempt.ending).toMatchObject({ failure: { reason: 'lost' } })
    })

    it('completes what an engine calls failed, if every file is there', async () => {
      const { journal } = await filmIn('queued')
      const { row } = await journal.commit(attemptEnd('film', 1, NOT_FOUND, [0, 1]))
      expect(row?.state).toEqual({ status: 'completed' })
    })

    it('does not count a file that is staged but not verified', async () => {
      const { journal } = await filmIn('queued')
      await journal.stage([stagedRow('film', 1, 0), stagedRow('film', 1, 1)])
      const { row, freed } = await journal.commit(attemptEnd('film', 1, { type: 'success' }, [1]))
      expect(row).toMatchObject({ state: { status: 'interrupted' }, filesCompleted: 1 })
      expect(freed).toEqual([stagedRow('film', 1, 0).key])
      expect(await journal.staged('film', 1)).toMatchObject([{ file: 1, verifiedAt: NOW + 1_000 }])
    })

    it('refuses files that come when the attempt is over, whatever the next attempt brings', async () => {
      const { journal } = await filmIn('interrupted')
      expect(await journal.stage([stagedRow('film', 1, 0), stagedRow('film', 1, 1)])).toBe(false)
      await journal.retry('film', { now: NOW })
      const { row } = await journal.commit(attemptEnd('film', 2, SERVER_DOWN))
      expect(row?.state.status).toBe('interrupted')
    })

    it.each(['failed', 'aborted', 'completed'] as const)(
      'keeps the ending %s against a later one',
      async (state) => {
        const { journal } = await filmIn(state)
        const before = await journal.get('film')
        expect((await journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))).row).toBeNull()
        expect((await journal.commit(attemptEnd('film', 1, { type: 'aborted' }))).row).toBeNull()
        expect(await journal.get('film')).toEqual(before)
      },
    )

    it('aborts what waits for its next attempt', async () => {
      const { journal } = await filmIn('interrupted')
      // Its staged files were let go of when the attempt ended.
      const { row } = await journal.commit(attemptEnd('film', 1, { type: 'aborted' }, [0]))
      expect(row).toMatchObject({ state: { status: 'aborted' }, live: 0, filesCompleted: 0 })
    })

    it('refuses files of what was aborted, removed or replaced', async () => {
      const { journal } = await filmIn('aborted')
      expect(await journal.stage([stagedRow('film', 1, 0)])).toBe(false)
      await journal.create(newFetch('film'))
      expect(await journal.stage([stagedRow('film', 1, 0)])).toBe(false)
      expect(await journal.stage([stagedRow('film', 2, 0)])).toBe(true)
      await journal.remove('film', NOW)
      expect(await journal.stage([stagedRow('film', 2, 1)])).toBe(false)
    })

    it('does not take a verified file back when the same event comes twice', async () => {
      const { journal } = await filmIn('queued')
      await journal.commit(attemptEnd('film', 1, SERVER_DOWN, [0]))
      expect(await journal.stage([stagedRow('film', 1, 0)])).toBe(false)
      expect((await journal.stored('film')).map(({ file }) => file)).toEqual([0])
    })

    it('leaves a newer attempt alone when an earlier one is aborted late', async () => {
      const { journal } = await filmIn('interrupted')
      await journal.retry('film', { now: NOW })
      expect((await journal.commit(attemptEnd('film', 1, { type: 'aborted' }))).row).toBeNull()
      expect(await journal.get('film')).toMatchObject({ attempt: 2, state: { status: 'pending' } })
    })

    it('is written whole or not at all', async () => {
      const tables = openTables()
      const { journal, row } = await journalWithFilm('queued', tables)
      await journal.stage([stagedRow('film', 1, 0), stagedRow('film', 1, 1)])
      const full = createJournal({
        ...tables,
        transaction: (mode, names, body) =>
          tables.transaction(mode, names, (tx) =>
            body({
              ...tx,
              put: (table, written) =>
                table === 'outbox' ? Promise.reject(new Error('The disk is full.')) : tx.put(table, written),
            }),
          ),
      })
      const commit = full.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1]))
      await expect(commit).rejects.toThrow('The disk is full.')
      expect(await journal.get('film')).toEqual(row)
      expect(await journal.staged('film', 1)).toEqual([stagedRow('film', 1, 0), stagedRow('film', 1, 1)])
      expect((await journal.job('film'))?.attempt.ending).toBeNull()
    })

    it('puts exactly the endings into the outbox, until they are delivered', async () => {
      const journal = createJournal(openTables())
      for (const id of ['whole', 'waiting', 'gone']) await journal.create(newFetch(id))
      await journal.commit(attemptEnd('waiting', 1, SERVER_DOWN))
      expect(await journal.outbox()).toEqual([])
      await journal.commit(attemptEnd('whole', 1, { type: 'success' }, [0, 1]))
      await journal.commit(attemptEnd('gone', 1, NOT_FOUND))
      expect(await journal.outbox()).toEqual([
        { id: 'gone', attempt: 1 },
        { id: 'whole', attempt: 1 },
      ])
      await journal.delivered('whole', 1)
      await journal.remove('gone', NOW)
      expect(await journal.outbox()).toEqual([])
    })
  })
}
