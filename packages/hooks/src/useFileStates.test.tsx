import type { BackgroundFetchRecord } from '@longhaul/core'
import { renderHook } from '@testing-library/react'
import { expect, it } from 'vitest'
import { useFileStates } from './useFileStates.js'

const third = 'https://podcasts.example/2.mp3'

const twelve = (facts: object) => {
  const files = Array.from({ length: 12 }, (_, index) => ({ url: `https://podcasts.example/${index}.mp3` }))
  return { status: 'pending', files, filesCompleted: 10, ...facts } as unknown as BackgroundFetchRecord
}
const stateIn = (facts: object) => renderHook(() => useFileStates(twelve(facts))).result.current(third)

it('says of a file no more than the record does', () => {
  expect(stateIn({ filesCompleted: 0 })).toBe('waiting')
  expect(stateIn({})).toBeNull()
  expect(stateIn({ filesCompleted: 12 })).toBe('done')
  expect(stateIn({ status: 'completed' })).toBe('done')
})

it('names the file that failed, where that is known', () => {
  const failure = { reason: 'bad-status', httpStatus: 404, url: third }
  expect(stateIn({ status: 'failed', failure })).toBe('failed')
  expect(stateIn({ status: 'failed', failure: { ...failure, url: null } })).toBeNull()
})

it('stays the same function while only bytes move', () => {
  const facts = { downloaded: 1 }
  const { result, rerender } = renderHook(() => useFileStates(twelve(facts)))
  const before = result.current
  facts.downloaded = 2
  rerender()
  expect(result.current).toBe(before)
})
