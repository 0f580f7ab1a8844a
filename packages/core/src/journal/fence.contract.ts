import { describe, expect, it } from 'vitest'
import { attemptEnd, newFetch, stagedRow } from '../fixtures/films.js'
import { FencedError } from './fence.js'
import { createJournal, type Journal } from './journal.js'
import type { OpenTables } from './tables.contract.js'

const PARTIAL = { id: 'film', generation: 1, file: 0, key: 'opfs:film', partial: 'newer' }

/** What a journal takes of a leader that another has followed. */
export function fenceContract(name: string, newDevice: () => OpenTables): void {
  describe(`${name}: a leader that was overtaken`, () => {
    it.each<readonly [string, (journal: Journal, epoch: number) => Promise<unknown>]>([
      ['stages no file', (journal, epoch) => journal.stage([stagedRow('film', 1, 0)], epoch)],
      [
        'notes nothing of one',
        (journal, epoch) => journal.savePartial({ ...PARTIAL, partial: 'late' }, epoch),
      ],
      ['forgets nothing of one', (journal, epoch) => journal.dropPartial(PARTIAL, epoch)],
      [
        'ends no attempt',
        (journal, epoch) => journal.commit(attemptEnd('film', 1, { type: 'success' }, [0, 1], { epoch })),
      ],
    ])('%s, and the one that leads does', async (_name, write) => {
      const tables = newDevice()()
      const journal = createJournal(tables)
      await journal.create(newFetch('film'))
      const old = await journal.nextEpoch()
      const now = await journal.nextEpoch()
      await journal.savePartial(PARTIAL, now)
      const before = [
        await journal.get('film'),
        await journal.staged('film', 1),
        await journal.partials('film'),
      ]
      await expect(write(journal, old)).rejects.toBeInstanceOf(FencedError)
      const after = async () => [
        await journal.get('film'),
        await journal.staged('film', 1),
        await journal.partials('film'),
      ]
      expect(await after()).toEqual(before)
      await write(journal, now)
      expect(await after()).not.toEqual(before)
      tables.close()
    })
  })
}
