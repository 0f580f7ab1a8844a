import type { BackgroundFetchStatus, FailureReason, InterruptionReason } from '@longhaul/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { FetchItem } from './FetchItem.js'
import { FetchProgressRing, type FetchProgressRingProps } from './FetchProgressRing.js'
import { film } from './fixtures/records.js'
import { start } from './fixtures/shelf.js'
import { Frame, Stage, type Cast, type Script } from './fixtures/Stage.js'

const MB = 1_000_000
const TOTAL = 60 * MB

const meta = { title: 'Statuses', component: FetchItem } satisfies Meta<typeof FetchItem>
export default meta

type Story = StoryObj<typeof meta>

/** The first failure is the last: no second attempt comes between a script and what it wants to show. */
const FINAL = { maxFruitlessAttempts: 1, firstDelayMs: 0, failsWhenFull: true }

interface Shown {
  readonly status: BackgroundFetchStatus
  readonly words: RegExp
  /** The buttons, in order. */
  readonly buttons: readonly string[]
}

/** Its progress, once more as a ring. */
function BesideRing({ children, ...ring }: FetchProgressRingProps) {
  return (
    <div style={{ display: 'flex', alignItems: 'center' }}>
      <FetchProgressRing {...ring} aria-label="The same, as a ring" />
      {children}
    </div>
  )
}

/** A film that a script has brought into a state: what it says, and what can be done about it. */
const live = (script: Script, { status, words, buttons }: Shown): Story => ({
  args: { id: 'film' },
  render: () => (
    <Stage script={script} options={{ retry: FINAL }}>
      <Frame>
        <BesideRing id="film">
          <FetchItem id="film" style={{ flex: 1 }} />
        </BesideRing>
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    const line = await canvas.findByText(words)
    await expect(line).toBeVisible()
    await expect(line).toHaveAttribute('data-status', status)
    await waitFor(() =>
      expect(canvas.queryAllByRole('button').map((button) => button.textContent)).toEqual(buttons),
    )
  },
})

const begun = async (cast: Cast, files = 1) => {
  await start(cast, 'film', 'The Long Haul', TOTAL, files)
  cast.engine.progress('film', { downloaded: 24.1 * MB, downloadTotal: TOTAL })
}

export const Queued: Story = live(
  async (cast) => {
    cast.engine.refuse({ started: false, refusal: 'busy' })
    await start(cast, 'film', 'The Long Haul', TOTAL)
  },
  { status: 'pending', words: /^Waiting/, buttons: ['Cancel'] },
)

const moving = { status: 'pending', buttons: ['Pause', 'Cancel'] } as const

export const Starting: Story = live((cast) => start(cast, 'film', 'The Long Haul', TOTAL), {
  ...moving,
  words: /^Starting$/,
})
export const Transferring: Story = live((cast) => begun(cast), { ...moving, words: /^24\.1 of 60 MB/ })
export const ManyFiles: Story = live((cast) => begun(cast, 12), { ...moving, words: /^0 of 12 files/ })
export const UnknownTotal: Story = live(
  async (cast) => {
    await cast.client.fetch('film', '/films/the-long-haul.mp4', { title: 'The Long Haul' })
    cast.engine.progress('film', { downloaded: 24.1 * MB })
  },
  { ...moving, words: /^24\.1 MB/ },
)

/** No script gets an engine of memory to stop here: the record is given. */
export const Verifying: Story = {
  args: { record: film({ status: 'pending', phase: 'verifying' }, { downloaded: TOTAL }), onAction: fn() },
  render: (args) => (
    <Frame>
      <BesideRing record={args.record}>
        <FetchItem {...args} style={{ flex: 1 }} />
      </BesideRing>
    </Frame>
  ),
  play: async ({ canvas }) => {
    await expect(canvas.getByText('Checking what arrived')).toBeVisible()
  },
}

/** A body that never ends keeps the engine storing. */
export const Storing: Story = live(
  async (cast) => {
    await begun(cast)
    void cast.engine.succeed('film', { [cast.client.peek('film')!.files[0]!.url]: new ReadableStream() })
  },
  { status: 'pending', words: /^Saving to this device$/, buttons: [] },
)

const stopped = (reason: InterruptionReason, words: RegExp, needsUser = false): Story =>
  live(
    async (cast) => {
      await begun(cast)
      const nextAttemptAt = reason === 'server' && !needsUser ? Date.now() + 20_000 : null
      cast.engine.interrupt('film', { reason, needsUser, nextAttemptAt })
    },
    { status: 'interrupted', words, buttons: reason === 'unsupported' ? ['Cancel'] : ['Retry', 'Cancel'] },
  )

export const NoConnection: Story = stopped('offline', /^No connection\. Resumes by itself\.$/)
export const ServerTrouble: Story = stopped('server', /^Server trouble\. Next try in \d+ sec\.$/)
export const WaitingForWifi: Story = stopped('metered', /^Waiting for Wi-Fi\.$/)
export const NoPermission: Story = stopped('permission', /^The browser does not allow/, true)
export const PageClosed: Story = stopped('page-closed', /^Stopped when the page was closed\. Resumes now\.$/)
export const NoRoom: Story = stopped('storage', /^No room left on this device\. Remove something/, true)
export const NoWorker: Story = stopped('service-worker', /^Background downloads are not set up yet/)
export const Unsupported: Story = stopped('unsupported', /^This browser cannot/, true)
export const UnknownReason: Story = stopped(
  'unknown',
  /^Stopped for no known reason\. Retry to go on\.$/,
  true,
)

export const Paused: Story = live(
  async (cast) => {
    await begun(cast)
    await cast.client.pause('film')
  },
  { status: 'paused', words: /^Paused at 24\.1 of 60 MB$/, buttons: ['Resume', 'Cancel'] },
)
export const Completed: Story = live(
  async (cast) => {
    await begun(cast)
    await cast.engine.succeed('film')
  },
  { status: 'completed', words: /^60 MB · /, buttons: ['Remove'] },
)
export const Cancelled: Story = live(
  async (cast) => {
    await begun(cast)
    await cast.client.abort('film')
  },
  { status: 'aborted', words: /^Cancelled$/, buttons: ['Retry', 'Remove'] },
)

const failed = (reason: FailureReason, words: RegExp, httpStatus: number | null = null): Story =>
  live(
    async (cast) => {
      await begun(cast)
      await cast.engine.fail('film', { reason, httpStatus })
    },
    { status: 'failed', words, buttons: ['Retry', 'Remove'] },
  )

export const NotFound: Story = failed('bad-status', /not on the server any more \(404\)/, 404)
export const NotAllowed: Story = failed('bad-status', /refused the file \(401\)/, 401)
export const Unreachable: Story = failed('fetch-error', /could not be reached/)
export const DiskFull: Story = failed('quota-exceeded', /No room left/)
export const LargerThanSaid: Story = failed('download-total-exceeded', /larger than announced/)
export const CutShort: Story = failed('truncated', /did not arrive whole/)
export const Damaged: Story = failed('integrity', /arrived damaged/)
export const Lost: Story = failed('lost', /dropped this download/)

/** What was sent may have arrived: the words say that it is sent twice. */
export const Unanswered: Story = failed('unanswered', /the answer never came\. Retry sends it a second time/)

/** Ten of twelve files are here: they are kept, and "Retry" says what it fetches. */
export const TwoOfTwelveMissing: Story = live(
  async (cast) => {
    await begun(cast, 12)
    const here = cast.client.peek('film')!.files.slice(0, 10)
    const bodies = here.map(({ url, size }) => [url, new Uint8Array(size!)] as const)
    await cast.engine.fail('film', { reason: 'fetch-error' }, Object.fromEntries(bodies))
    // What brought something home is worth another attempt, and that one brings nothing.
    await waitFor(() => expect(cast.engine.running[0]?.attempt).toBe(2))
    await cast.engine.fail('film', { reason: 'fetch-error' })
  },
  { status: 'failed', words: /Retry fetches 2 of 12 files/, buttons: ['Retry', 'Remove'] },
)
