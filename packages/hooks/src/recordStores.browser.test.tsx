import { createBackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine } from '@longhaul/core/testing'
import { Profiler } from 'react'
import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { BackgroundFetchProvider } from './BackgroundFetchProvider.js'
import { useBackgroundFetch } from './useBackgroundFetch.js'

const nextFrame = () => new Promise(requestAnimationFrame)

function Row({ id }: { readonly id: string }) {
  const { progress } = useBackgroundFetch(id)
  return <p>{`${id} ${progress}`}</p>
}

it('commits once for all that came in a frame, before it is painted', async () => {
  const engine = createMemoryEngine({ clock: 'real' })
  const client = createBackgroundFetchClient({ adapter: engine.adapter })
  const ids = Array.from({ length: 50 }, (_, index) => `film-${index}`)
  await Promise.all(ids.map((id) => client.fetch(id, { url: 'https://films.example/film.mp4', size: 1_000 })))
  await client.ready()
  let commits = 0
  const screen = await render(
    <BackgroundFetchProvider client={client}>
      <Profiler id="list" onRender={() => (commits += 1)}>
        {ids.map((id) => (
          <Row key={id} id={id} />
        ))}
      </Profiler>
    </BackgroundFetchProvider>,
  )
  // Two frames: what the starts have left to flush is over then.
  await nextFrame()
  await nextFrame()

  commits = 0
  for (let downloaded = 1; downloaded <= 20; downloaded += 1) {
    for (const id of ids) engine.progress(id, { downloaded, downloadTotal: 1_000 })
  }
  await nextFrame()
  const shown = [...screen.container.querySelectorAll('p')].map(({ textContent }) => textContent)
  expect(shown).toEqual(ids.map((id) => `${id} 0.02`))
  expect(commits).toBe(1)
  client.dispose()
})
