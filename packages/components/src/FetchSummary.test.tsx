import { renderWithLonghaul } from '@longhaul/hooks/testing'
import { act, screen } from '@testing-library/react'
import { expect, it } from 'vitest'
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

it('claims no number while the size of one is unknown', async () => {
  const { client, engine, advance, move } = await setup('a')
  await move('a', 50)
  await act(() => client.fetch('b', 'https://films.example/b.mp4'))
  act(() => engine.progress('b', { downloaded: 7 }))
  await advance(100)
  expect(done()).toBeNull()
  expect(screen.getByRole('progressbar').getAttribute('aria-valuetext')).toMatch(/^57.bytes/)
})
