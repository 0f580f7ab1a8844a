import { expect, it } from 'vitest'
import { newFetch, stagedRow, storedRequest } from '../fixtures/films.js'
import { createJournal } from '../journal/journal.js'
import { createMemoryTables } from '../journal/memory.js'
import { createTally } from './tally.js'

it('begins after a reload with what was sent for the files that are there', async () => {
  const journal = createJournal(createMemoryTables())
  const body = new Blob(['a letter'])
  const requests = [0, 1].map((at) => storedRequest(`https://films.example/${at}`, { method: 'PUT', body }))
  await journal.create(newFetch('letters', { requests }))
  const job = (await journal.job('letters'))!
  const tally = createTally(job, [stagedRow('letters', 1, 0)])
  expect(tally.reading(1)).toMatchObject({ uploaded: 8, uploadTotal: 16 })
  tally.moved(1, { downloaded: 0, uploaded: 8, total: null, isRestarted: false })
  expect(tally.uploaded).toBe(16)
})
