import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { renderWithLonghaul } from '@longhaul/hooks/testing'
import { act, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FetchSummary } from './FetchSummary.js'

async function setup(...names: string[]) {
  const view = renderWithLonghaul(<FetchSummary />)
  for (const name of names) {
    await act(() => view.client.fetch(name, { url: `https://films.example/${name}.mp4`, size: 100 }))
    await view.advance()
  }
  const move = async (name: string, downloaded: number) => {
    act(() => view.engine.progress(name, { downloaded, downloadTotal: 100 }))
    await view.advance(100)
  }
  return { ...view, move }
}

const done = () => screen.queryByRole('progressbar')?.getAttribute('aria-valuenow')

it('does not fall back when one of several is done', async () => {
  const { engine, advance, move } = await setup('a', 'b')
  await move('a', 90)
  await move('b', 30)
  expect(done()).toBe('60')
  await act(() => engine.succeed('a'))
  await advance()
  expect(done()).toBe('65')
  expect(screen.getByText('1 downloading')).toBeTruthy()
  await act(() => engine.succeed('b'))
  await advance()
  expect(done()).toBeUndefined()
  expect(screen.getByText('2 on this device')).toBeTruthy()
})

it('begins anew with the next one, and does not count what was done before', async () => {
  const { client, engine, advance, move } = await setup('a')
  await act(() => engine.succeed('a'))
  await advance(1_000)
  await act(() => client.fetch('b', { url: 'https://films.example/b.mp4', size: 100 }))
  await advance()
  await move('b', 10)
  expect(done()).toBe('10')
})

it('does not count what finished while one was paused for long', async () => {
  const { client, engine, advance, move } = await setup('book')
  await move('book', 50)
  await act(() => client.pause('book'))
  for (const name of ['song', 'film']) {
    await advance(1_000)
    await act(() => client.fetch(name, { url: `https://films.example/${name}.mp4`, size: 100 }))
    await advance()
    await move(name, 10)
    // The book's half, and a tenth of this one.
    expect(done()).toBe('30')
    if (name === 'song') await act(() => engine.succeed(name))
    await advance()
  }
})

it('does not count what finished while the one that goes on was paused', async () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  for (const name of ['book', 'song']) {
    await client.fetch(name, { url: `https://films.example/${name}.mp4`, size: 100 })
    engine.clock.advance(100)
    engine.progress(name, { downloaded: 50, downloadTotal: 100 })
    engine.clock.advance(100)
    if (name === 'book') await client.pause(name)
  }
  await engine.succeed('song')
  await vi.waitFor(() => expect(client.peek('song')?.status).toBe('completed'))
  const { advance } = renderWithLonghaul(<FetchSummary />, { engine, client })
  await advance(1_000)
  expect(done()).toBe('50')
  await act(() => client.resume('book'))
  await advance()
  expect(screen.getByText('1 downloading')).toBeTruthy()
  expect(done()).toBe('50')
})

it('does not fall back when the last that moves is done, nor when what was paused beside it goes on', async () => {
  const { client, engine, advance, move } = await setup('a', 'b')
  await move('a', 90)
  await move('b', 30)
  await act(() => client.pause('b'))
  await act(() => engine.succeed('a'))
  await advance(1_000)
  expect(done()).toBe('65')
  await act(() => client.resume('b'))
  await advance()
  expect(done()).toBe('65')
})

it('claims no number while the size of one is unknown', async () => {
  const { client, engine, advance, move } = await setup('a')
  await move('a', 50)
  await act(() => client.fetch('b', 'https://films.example/b.mp4'))
  act(() => engine.progress('b', { downloaded: 7 }))
  await advance(100)
  expect(done()).toBeNull()
  expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/^57.bytes/)
})
