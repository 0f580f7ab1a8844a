import { BackgroundFetchProvider } from '@longhaul/hooks'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { FetchFileList } from './FetchFileList.js'
import { createCast } from './fixtures/Stage.js'
import { FetchFileName } from './parts/FetchFileName.js'
import { FetchFileRoot } from './parts/FetchFileRoot.js'
import { FetchProgressBar } from './FetchProgressBar.js'
import './styles.css'

const FILES = 10_000
const SIZE = 1_000

it('renders no row of ten thousand files while only bytes move', async () => {
  const { client, engine } = createCast()
  const tiles = Array.from({ length: FILES }, (_, index) => ({
    url: `https://tiles.example/${index}.webp`,
    size: SIZE,
  }))
  await client.fetch('map', tiles, { title: 'Map', downloadTotal: FILES * SIZE })
  let rendered = 0
  const renderFile: Parameters<typeof FetchFileList>[0]['renderFile'] = (file, state) => {
    rendered += 1
    return (
      <FetchFileRoot file={file} state={state}>
        <FetchFileName />
      </FetchFileRoot>
    )
  }
  await render(
    <BackgroundFetchProvider client={client}>
      <FetchProgressBar id="map" />
      <FetchFileList id="map" renderFile={renderFile} />
    </BackgroundFetchProvider>,
  )
  await expect.element(page.getByText('0.webp', { exact: true })).toBeVisible()
  const bar = page.getByRole('progressbar', { name: 'Map' })
  const tick = async (percent: number) => {
    engine.progress('map', { downloaded: (percent / 100) * FILES * SIZE, downloadTotal: FILES * SIZE })
    await expect.element(bar).toHaveAttribute('aria-valuenow', String(percent))
  }
  // Rows have measured themselves by the end of the first.
  await tick(10)
  const before = rendered
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(200)
  for (const percent of [20, 30, 40, 50]) await tick(percent)
  expect(rendered).toBe(before)
})
