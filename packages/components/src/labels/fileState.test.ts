import { expect, it } from 'vitest'
import { film, filmUnderWay, TWELVE_FILES } from '../fixtures/records.js'
import { fileFacts, fileState } from './fileState.js'

const third = 'https://podcasts.example/2.mp3'
const stateIn = (record: Parameters<typeof fileFacts>[0]) => fileState(third, fileFacts(record))

it('says of a file no more than the record does', () => {
  expect(stateIn(filmUnderWay({ ...TWELVE_FILES, filesCompleted: 0 }))).toBe('waiting')
  expect(stateIn(filmUnderWay(TWELVE_FILES))).toBeNull()
  expect(stateIn(filmUnderWay({ ...TWELVE_FILES, filesCompleted: 12 }))).toBe('done')
  expect(stateIn(film({ status: 'completed' }, TWELVE_FILES))).toBe('done')
})

it('names the file that failed, where that is known', () => {
  const failure = { reason: 'bad-status', httpStatus: 404, url: third } as const
  expect(stateIn(film({ status: 'failed', failure }, TWELVE_FILES))).toBe('failed')
  expect(stateIn(film({ status: 'failed', failure: { ...failure, url: null } }, TWELVE_FILES))).toBeNull()
})
