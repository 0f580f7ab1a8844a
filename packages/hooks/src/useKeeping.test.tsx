import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useKeeping } from './useKeeping.js'

let answer: (isKept: boolean) => void
let asked = 0

beforeEach(() => {
  vi.useFakeTimers()
  asked = 0
  const persist = () => {
    asked += 1
    return new Promise<boolean>((resolve) => {
      answer = resolve
    })
  }
  vi.stubGlobal('navigator', { storage: { persist } })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const setup = (isPersisted: boolean | null = false) => {
  const answers = { count: 0 }
  const hook = renderHook(() => useKeeping(isPersisted, () => (answers.count += 1)))
  return { answers, keeping: () => hook.result.current[0], keep: () => act(() => hook.result.current[1]()) }
}

it('gives up waiting after five seconds, and still hears a late answer', async () => {
  const { answers, keeping, keep } = setup()
  keep()
  await act(() => vi.advanceTimersByTimeAsync(4_900))
  expect(keeping()).toBe('asking')
  await act(() => vi.advanceTimersByTimeAsync(200))
  expect(keeping()).toBe('unanswered')
  expect(answers.count).toBe(0)
  await act(async () => answer(true))
  expect(answers.count).toBe(1)
  expect(keeping()).toBe('askable')
})

it('asks once at a time, and again after a no', async () => {
  const { keeping, keep } = setup()
  keep()
  keep()
  expect(asked).toBe(1)
  await act(async () => answer(false))
  expect(keeping()).toBe('refused')
  await act(() => vi.advanceTimersByTimeAsync(10_000))
  expect(keeping()).toBe('refused')
  keep()
  expect(asked).toBe(2)
})

it('knows what the browser says by itself', () => {
  expect(setup(true).keeping()).toBe('kept')
  expect(setup(null).keeping()).toBe('unknown')
})
