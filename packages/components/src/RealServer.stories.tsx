import { createBackgroundFetchClient, type BackgroundFetchClient } from '@longhaul/core'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { DownloadButton } from './DownloadButton.js'
import { byteAt, createServer, GOOD_DAY, recording, type Day, type Exchange } from './fixtures/server.js'
import { Frame } from './fixtures/Stage.js'

const ID = 'night-train'
const TITLE = 'Night train, field recording'

const meta = {
  title: 'Real engine, real requests',
  component: DownloadButton,
} satisfies Meta<typeof DownloadButton>
export default meta

type Story = StoryObj<typeof meta>

/** What the story's server and client are while it is shown. */
interface Scene {
  readonly client: BackgroundFetchClient
  readonly exchanges: readonly Exchange[]
}

/** Our own engine in its worker, IndexedDB and the disk; a service worker plays the server. */
const on = (
  day: Partial<Day>,
  play: (scene: Scene, context: Parameters<NonNullable<Story['play']>>[0]) => Promise<void>,
): Story => {
  let scene: Scene | undefined
  return {
    args: { id: ID, requests: recording },
    beforeEach: async () => {
      // The toolbar renders a story anew through here, without an end between.
      if (scene) return
      const server = createServer({ ...GOOD_DAY, ...day })
      await server.open()
      const client = createBackgroundFetchClient({ engine: 'fallback', namespace: 'story-server' })
      await client.remove(ID)
      scene = { client, exchanges: server.exchanges }
      return async () => {
        scene = undefined
        await client.remove(ID)
        client.dispose()
        await server.close()
      }
    },
    render: () => (
      <BackgroundFetchProvider client={scene!.client}>
        <Frame>
          <DownloadButton id={ID} requests={recording} options={{ title: TITLE }} />
        </Frame>
      </BackgroundFetchProvider>
    ),
    play: (context) => play(scene!, context),
  }
}

const SOON = { timeout: 20_000 }

async function expectAllHere({ client }: Scene, take = 1) {
  await waitFor(() => expect(client.peek(ID)?.status).toBe('completed'), SOON)
  const response = await client.match(ID, recording.url)
  const bytes = new Uint8Array(await response!.arrayBuffer())
  await expect(bytes.length).toBe(recording.size)
  await expect(bytes.every((byte, index) => byte === byteAt(index, take))).toBe(true)
}

/** Press, and six megabytes come and are kept: compare them, they are the server's. */
export const GoodDay: Story = on({}, async (scene, { canvas, userEvent }) => {
  await userEvent.click(await canvas.findByRole('button', { name: `Download ${TITLE}` }))
  await expectAllHere(scene)
})

/** The connection breaks in the middle of the body: what is here stays, and the rest is asked for. */
export const LostConnection: Story = on(
  { dropAfter: 2_500_000, drops: 1 },
  async (scene, { canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Download ${TITLE}` }))
    await expectAllHere(scene)
    await expect(scene.exchanges.at(-1)).toEqual({
      range: expect.stringMatching(/^bytes=[1-9]/),
      ifRange: '"take-1"',
      status: 206,
    })
  },
)

/** Another file has taken its place when the connection is back: nothing of the first is left in the second. */
export const ReplacedFile: Story = on(
  { dropAfter: 2_500_000, drops: 1, isReplaced: true },
  async (scene, { canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Download ${TITLE}` }))
    await expectAllHere(scene, 2)
    await expect(scene.exchanges).toContainEqual({
      range: expect.stringMatching(/^bytes=[1-9]/),
      ifRange: '"take-1"',
      status: 200,
    })
  },
)

/** Too busy at first: it waits as long as it was asked to. */
export const BusyServer: Story = on(
  { refusal: { status: 503, retryAfterSeconds: 2, times: 1 } },
  async (scene, { canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Download ${TITLE}` }))
    await expect(await canvas.findByText(/^Server trouble/, {}, SOON)).toBeVisible()
    await expectAllHere(scene)
  },
)

/** Not there, and then it is: the person decides when to ask again. */
export const NotThereYet: Story = on(
  { refusal: { status: 404, times: 1 } },
  async (scene, { canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', { name: `Download ${TITLE}` }))
    await expect(await canvas.findByText(/not on the server any more \(404\)/, {}, SOON)).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: `Retry ${TITLE}` }))
    await expectAllHere(scene)
  },
)

/** Pausing ends the request, for a body that nobody reads is received all the same; resuming asks for the rest. */
export const Paused: Story = on({ bytesPerSecond: 1_500_000 }, async (scene, { canvas, userEvent }) => {
  await userEvent.click(await canvas.findByRole('button', { name: `Download ${TITLE}` }))
  const bar = await canvas.findByRole('progressbar', { name: TITLE })
  await waitFor(() => expect(Number(bar.ariaValueNow)).toBeGreaterThan(30), SOON)
  await userEvent.click(canvas.getByRole('button', { name: `Pause ${TITLE}` }))
  await canvas.findByRole('button', { name: `Resume ${TITLE}` })
  const before = scene.exchanges.length
  await userEvent.click(canvas.getByRole('button', { name: `Resume ${TITLE}` }))
  await expectAllHere(scene)
  await expect(scene.exchanges[before]?.range).toMatch(/^bytes=[1-9]/)
})
