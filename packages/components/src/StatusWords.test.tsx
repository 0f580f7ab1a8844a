import { renderWithLonghaul } from '@longhaul/hooks/testing'
import { act, screen } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { FetchItem } from './FetchItem.js'

afterEach(() => vi.useRealTimers())

/** A film under way, of which the second of two samples has just come in. */
async function setup(total = 100_000_000) {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const view = renderWithLonghaul(<FetchItem id="film" />)
  await act(() => view.client.fetch('film', { url: 'https://films.example/film.mp4', size: total }))
  const move = async (downloaded: number) => {
    act(() => view.engine.progress('film', { downloaded, downloadTotal: total }))
    await view.advance(1_000)
  }
  await move(1_000_000)
  await move(2_000_000)
  return { ...view, move }
}

const line = () =>
  document.querySelector('[data-longhaul="item-status"]')?.textContent?.replaceAll('\u00A0', ' ')
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

it('tells the speed at once, and the time left once it was known for two seconds', async () => {
  const { move } = await setup()
  expect(line()).toMatch(/MB\/s$/)
  await pass(1_900)
  await move(3_000_000)
  expect(line()).toMatch(/MB\/s$/)
  await pass(200)
  expect(line()).toMatch(/MB\/s · 1 min left$/)
  expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/1 min left$/)
})

it('waits again after a break', async () => {
  const { engine, advance, move } = await setup()
  await pass(2_100)
  expect(line()).toMatch(/left$/)
  act(() => engine.interrupt('film', { reason: 'offline', needsUser: false, nextAttemptAt: null }))
  await advance(1_000)
  expect(line()).toBe('No connection. Resumes by itself.')
  await move(4_000_000)
  await move(5_000_000)
  expect(line()).toMatch(/MB\/s$/)
})

it('tells no time of what would take more than a month', async () => {
  const { move } = await setup(5_000_000_000_000)
  await pass(2_100)
  await move(3_000_000)
  expect(line()).toMatch(/MB\/s$/)
})
