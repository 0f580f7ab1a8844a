import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import type { BackgroundFetchNews } from './news.js'
import { useBackgroundFetchNews } from './useBackgroundFetchNews.js'

afterEach(() => vi.useRealTimers())

it('tells beginnings and endings of a second together, once each, and nothing that was there before', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const start = (id: string) => client.fetch(id, { url: `https://films.example/${id}.mp4`, size: 100 })
  const pass = async () => {
    await act(async () => engine.clock.advance(16))
    await act(() => vi.advanceTimersByTimeAsync(1_100))
  }
  await start('film')
  const told: string[][] = []
  const tell = (news: readonly BackgroundFetchNews[]) =>
    told.push(news.map(({ event, records }) => `${event} ${records.map(({ id }) => id).join(' ')}`))
  renderHook(() => useBackgroundFetchNews(tell), { wrapper })
  await pass()
  expect(told).toEqual([])

  await act(() => engine.succeed('film'))
  await act(() => start('podcast'))
  await act(() => start('album'))
  await act(() => client.pause('album'))
  await pass()
  await pass()
  expect(told).toEqual([['started podcast album', 'completed film']])
})
