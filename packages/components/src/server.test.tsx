import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import { act, screen } from '@testing-library/react'
import type { ReactNode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { DownloadButton } from './DownloadButton.js'
import { FetchFileList } from './FetchFileList.js'
import { FetchHistoryList } from './FetchHistoryList.js'
import { FetchProgressRing } from './FetchProgressRing.js'
import { FetchSelectableList } from './FetchSelectableList.js'
import { FetchSummary } from './FetchSummary.js'
import { byActivity } from './labels/grouping.js'
import { StorageMeter } from './StorageMeter.js'

const shelf: readonly (readonly [name: string, node: ReactNode])[] = [
  ['DownloadButton', <DownloadButton key="" id="film" requests="https://films.example/film.mp4" />],
  ['FetchFileList', <FetchFileList key="" id="film" />],
  ['FetchHistoryList', <FetchHistoryList key="" />],
  ['FetchProgressRing', <FetchProgressRing key="" id="film" />],
  ['FetchSelectableList', <FetchSelectableList key="" groupBy={byActivity} />],
  ['FetchSummary', <FetchSummary key="" />],
  ['StorageMeter', <StorageMeter key="" />],
]

it.each(shelf)('renders %s on a server, and hydrates it without a difference', async (_, node) => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  const app = <BackgroundFetchProvider client={client}>{node}</BackgroundFetchProvider>
  const container = document.body.appendChild(document.createElement('div'))
  container.innerHTML = renderToString(app)
  const errors: unknown[] = []
  const root = await act(async () =>
    hydrateRoot(container, app, { onRecoverableError: (error) => errors.push(error) }),
  )
  expect(errors).toEqual([])
  act(() => root.unmount())
  container.remove()
})

it('does not offer a download that a server cannot know of', () => {
  const engine = createMemoryEngine()
  const client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock })
  document.body.innerHTML = renderToString(
    <BackgroundFetchProvider client={client}>{shelf[0]![1]}</BackgroundFetchProvider>,
  )
  expect(screen.queryByRole('button')).toBeNull()
  expect(screen.getByRole('group', { name: 'film.mp4' })).toBeTruthy()
  document.body.innerHTML = ''
})
