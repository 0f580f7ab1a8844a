import type { BackgroundFetchClient, BackgroundFetchRecord } from '@longhaul/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, waitFor } from 'storybook/test'
import { FetchHistoryList } from './FetchHistoryList.js'
import { press, WAYS } from './fixtures/press.js'
import { everyState, film } from './fixtures/records.js'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'

const HALF_A_DAY_MS = 12 * 3_600_000

/** Two a day, back into last year; the first from a clock that was ahead. */
const past: readonly BackgroundFetchRecord[] = everyState(Date.now()).map((record, index) => ({
  ...record,
  createdAt: Date.now() - (index - 2) * HALF_A_DAY_MS,
}))
const journal = {
  get: (id: string) => Promise.resolve(past.find((record) => record.id === id)),
  getPage: () => Promise.resolve({ records: past, next: null }),
}

const archive = Array.from({ length: 200 }, (_, index) =>
  film(
    { status: 'completed' },
    { id: `film ${index + 1}`, title: `Film ${index + 1}`, downloaded: 60_000_000 },
  ),
)
const PAGE = 30
const archiveJournal: Partial<BackgroundFetchClient> = {
  get: (id) => Promise.resolve(archive.find((record) => record.id === id)),
  getPage: ({ after } = {}) => {
    const from = after?.[0] ?? 0
    const next = from + PAGE
    return Promise.resolve({
      records: archive.slice(from, next),
      next: next < archive.length ? [next, ''] : null,
    })
  },
}

const meta = {
  title: 'Components/FetchHistoryList',
  component: FetchHistoryList,
  render: (args) => (
    <Stage client={journal}>
      <Frame>
        <FetchHistoryList {...args} />
      </Frame>
    </Stage>
  ),
} satisfies Meta<typeof FetchHistoryList>
export default meta

type Story = StoryObj<typeof meta>

/**
 * The real client's own journal: a row moves as its download does, and what is removed here is gone, each way. The focus
 * goes to the neighbour.
 */
export const Live: Story = {
  render: () => (
    <Stage script={shelf}>
      <Frame>
        <FetchHistoryList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByRole('heading', { name: 'Today' })).toBeVisible()
    const bar = await canvas.findByRole('progressbar', { name: 'Episode 5' })
    const before = bar.ariaValueText
    await waitFor(() => expect(bar.ariaValueText).not.toBe(before), { timeout: 10_000 })
    await userEvent.click(await canvas.findByRole('button', { name: 'Cancel Episode 5' }))
    const titles = ['Episode 5', 'Rough cut', 'Offline map of Iceland']
    for (const [index, title] of titles.entries()) {
      const remove = { name: `Remove ${title}` }
      await press(userEvent, await canvas.findByRole('button', remove), WAYS[index]!)
      // It asks where there are bytes to lose.
      const keep = canvas.queryByRole('button', { name: `Keep ${title}` })
      if (title === 'Offline map of Iceland') await expect(keep).not.toBeNull()
      if (keep !== null) await press(userEvent, canvas.getByRole('button', remove), WAYS[index]!)
      await waitFor(() => expect(canvas.queryByText(title)).toBeNull())
      await waitFor(() => expect(canvas.getAllByRole('listitem')).toContain(document.activeElement))
    }
    await expect(canvas.getAllByRole('listitem')).toHaveLength(4)
  },
}

export const ByDay: Story = {
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('heading', { name: 'Today' })).toBeVisible()
    await expect(canvas.getByRole('heading', { name: 'Yesterday' })).toBeVisible()
    await expect(canvas.getAllByRole('heading').length).toBeGreaterThan(10)
  },
}

/** Pages come as their place comes near. */
export const Endless: Story = {
  render: () => (
    <Stage client={archiveJournal}>
      <Frame>
        <FetchHistoryList pageSize={PAGE} />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    const list = canvas.getByRole('group', { name: 'Download history' })
    await waitFor(
      async () => {
        list.scrollTop = list.scrollHeight
        await expect(canvas.getByText('Film 200')).toBeVisible()
      },
      { timeout: 10_000 },
    )
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(60)
    await expect(canvas.getAllByRole('listitem').at(-1)).toHaveAttribute('aria-setsize', '200')
  },
}

export const Empty: Story = {
  render: () => (
    <Stage>
      <Frame>
        <FetchHistoryList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Nothing downloaded yet')).toBeVisible()
  },
}

const read = fn()

/** A journal that can't be read says so, and offers what may help: it is asked anew at every press, however it is pressed. */
export const Unreadable: Story = {
  beforeEach: () => {
    read.mockReset().mockRejectedValue(new Error('The disk is gone.'))
  },
  render: () => (
    <Stage client={{ getPage: read }}>
      <Frame>
        <FetchHistoryList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('The history could not be read.')).toBeVisible()
    for (const way of WAYS) {
      const asked = read.mock.calls.length
      await press(userEvent, await canvas.findByRole('button', { name: 'Retry' }), way)
      await waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(asked))
      await expect(await canvas.findByText('The history could not be read.')).toBeVisible()
    }
  },
}
