import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { oneFilm } from './fixtures/shelf.js'
import { Frame, Stage, type Script } from './fixtures/Stage.js'

/** Waits until the announcer listens: what is there before is no news. */
const afterReady: Script = async (cast, signal) => {
  await cast.client.ready()
  await oneFilm(cast, signal)
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

/** A second after a fetch starts the region says so, once. */
export const Started: StoryObj<typeof meta> = {
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getByRole('status')).toHaveTextContent('“The Long Haul” started.'), {
      timeout: 4_000,
    })
  },
}
