import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { act, renderHook, waitFor } from '@testing-library/react'
import type { PropsWithChildren } from 'react'
import { expect, it } from 'vitest'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetchIds } from './useBackgroundFetchIds.js'
import { useBackgroundFetchSelection, useIsSelected } from './useBackgroundFetchSelection.js'

it('does to the selected what can be done to them, and to no other', async () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const frame = () => act(async () => engine.clock.advance(16))
  for (const id of ['a', 'b', 'c']) {
    await client.fetch(id, { url: `https://films.example/${id}.mp4`, size: 100 })
    engine.clock.advance(16)
  }
  const { result } = renderHook(
    () => {
      const selection = useBackgroundFetchSelection(useBackgroundFetchIds())
      return { ...selection, isFirst: useIsSelected(selection.rows, 'a') }
    },
    { wrapper },
  )
  await frame()
  expect(result.current.idsFor('abort')).toEqual([])

  act(() => result.current.rows.toggle('c', false))
  act(() => result.current.rows.toggle('b', true))
  expect(result.current).toMatchObject({ total: 3, isFirst: false })
  await waitFor(() => expect(result.current.idsFor('pause')).toEqual(['c', 'b']))
  act(() => engine.progress('c', { downloaded: 40, downloadTotal: 100 }))
  await frame()
  expect(result.current.bytesFor('pause')).toBe(40)
  expect(await act(() => result.current.act('pause'))).toBe(2)
  await frame()
  expect(result.current.idsFor('pause')).toEqual([])
  expect(result.current.idsFor('resume')).toEqual(['c', 'b'])
  expect(client.peek('a')?.status).toBe('pending')

  // What leaves the list is not selected any more.
  await act(() => client.abort('b'))
  await act(() => client.remove('b'))
  await frame()
  expect([...result.current.selected]).toEqual(['c'])
})
