import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, type within } from 'storybook/test'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { oneFilm } from './fixtures/shelf.js'
import { Frame, Stage, type Script } from './fixtures/Stage.js'

/** Waits until the announcer listens: what is there before is no news. */
const afterReady: Script = async (cast, signal) => {
  await cast.client.ready()
  await oneFilm(cast, signal)
}

const tenArrive: Script = async ({ client, engine }) => {
  await client.ready()
  const ids = Array.from({ length: 10 }, (_, index) => `film ${index}`)
  await Promise.all(ids.map((id) => client.fetch(id, { url: `/${id}`, size: 1_000 })))
  await Promise.all(ids.map((id) => engine.succeed(id)))
}

const meta = {
  title: 'Components/FetchAnnouncer',
  component: FetchAnnouncer,
  // Out of sight by default; shown here, so that the story has something to show.
  args: { style: { position: 'static', clipPath: 'none', inlineSize: 'auto', blockSize: 'auto' } },
  render: (args) => (
    <Stage script={afterReady}>
      <Frame>
        <FetchAnnouncer {...args} />
      </Frame>
    </Stage>
  ),
} satisfies Meta<typeof FetchAnnouncer>
export default meta

/** What the region on a page says until it is silent again. */
async function listen(canvas: ReturnType<typeof within>, words: string): Promise<readonly string[]> {
  const region = canvas.getByRole('status')
  const said = [region.textContent]
  const observer = new MutationObserver(() => said.push(region.textContent))
  observer.observe(region, { childList: true, characterData: true, subtree: true })
  await waitFor(() => expect(region).toHaveTextContent(words), { timeout: 8_000 })
  await waitFor(() => expect(region).toBeEmptyDOMElement(), { timeout: 8_000 })
  observer.disconnect()
  return said.filter((each) => each !== '')
}

/** Ten that end together are one sentence, said once. */
export const Batch: StoryObj<typeof meta> = {
  render: (args) => (
    <Stage script={tenArrive}>
      <Frame>
        <FetchAnnouncer {...args} />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    const said = await listen(canvas, '10 downloads finished.')
    await expect(said.filter((words) => words.includes('finished'))).toHaveLength(1)
  },
}

/** A second after a fetch starts the region says so, once. */
export const Started: StoryObj<typeof meta> = {
  play: async ({ canvas }) => {
    await expect(await listen(canvas, '“The Long Haul” started.')).toEqual(['“The Long Haul” started.'])
  },
}
