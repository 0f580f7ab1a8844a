import { expect, it } from 'vitest'
import { film } from '../fixtures/records.js'
import { en } from '../locales/en.js'
import { historyRows } from './historyRows.js'

const noon = new Date(2026, 4, 4, 12).getTime()
const HOUR_MS = 3_600_000
const at = (id: string, hoursAgo: number) =>
  film({ status: 'completed' }, { id, createdAt: noon - hoursAgo * HOUR_MS })
const page = (...records: ReturnType<typeof film>[]) => ({ records, next: null })
function rows(now: number | null, ...pages: ReturnType<typeof page>[]) {
  return Array.from(historyRows(pages, en.format, now), ([id, { day }]) => [id, day])
}

it('heads the first row of each day, across pages', () => {
  const pages = [page(at('a', 1), at('b', 3)), page(at('c', 4), at('d', 30))]
  expect(rows(noon, ...pages)).toEqual([
    ['a', 'Today'],
    ['b', null],
    ['c', null],
    ['d', 'Yesterday'],
  ])
})

it('heads nothing while the time is not known, and names the day of a clock that was ahead', () => {
  expect(rows(null, page(at('a', 1)))).toEqual([['a', null]])
  expect(rows(noon, page(at('a', -48)))).toEqual([['a', 'Wednesday, May 6']])
})
