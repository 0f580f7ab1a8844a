import type { BackgroundFetchClient } from '@longhaul/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { FetchProgressList } from './FetchProgressList.js'
import { film } from './fixtures/records.js'
import { press, WAYS } from './fixtures/press.js'
import { many, oneFilm, shelf, twoFinished } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'
import { byActivity } from './labels/grouping.js'
import { byStatus, byTitle } from '@longhaul/hooks'
import { FetchItemRoot } from './parts/FetchItemRoot.js'
import { FetchItemTitle } from './parts/FetchItemTitle.js'
import { FetchProgressBar } from './FetchProgressBar.js'

const meta = {
  title: 'Components/FetchProgressList',
  component: FetchProgressList,
} satisfies Meta<typeof FetchProgressList>
export default meta

type Story = StoryObj<typeof meta>

const thousand = many(1_000)
const twenty = many(20)

const archive = new Map(
  Array.from({ length: 9_980 }, (_, index) => {
    const record = film(
      { status: 'completed' },
      { id: `old ${index}`, title: `Old film ${index + 1}`, downloaded: 60_000_000 },
    )
    return [record.id, record] as const
  }),
)
/** A client that has had an archive before. */
const withArchive = (client: BackgroundFetchClient): Partial<BackgroundFetchClient> => ({
  peek: (id) => archive.get(id) ?? client.peek(id),
  peekIds: () => [...client.peekIds(), ...archive.keys()],
})

/** Driven by a scripted engine in real time. Press the buttons. */
export const Live: Story = {
  render: (args) => (
    <Stage script={shelf}>
      <Frame>
        <FetchProgressList {...args} />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar', { name: 'The Long Haul' })).toBeVisible()
    await expect(await canvas.findByText('Cancelled')).toBeVisible()
    await canvas.findByRole('button', { name: 'Pause The Long Haul' })
  },
}

export const Empty: Story = {
  render: () => (
    <Stage>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No downloads yet')).toBeVisible()
  },
}

/** What a server renders, and what is there until the journal was read. */
export const Loading: Story = {
  render: () => (
    <Stage client={{ isReady: false, ready: () => new Promise(() => {}), subscribe: () => () => {} }}>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('Loading downloads')).toBeInTheDocument()
  },
}

/** From 50 rows on only those in view are rendered. */
export const Thousand: Story = {
  render: () => (
    <Stage script={thousand}>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('listitem')[0]).toHaveAttribute('aria-setsize', '1000'), {
      timeout: 10_000,
    })
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(40)
  },
}

/** Groups have a heading and a count each; a fetch that is paused moves to another, and keeps its focus. */
export const Grouped: Story = {
  args: { groupBy: byActivity },
  render: Live.render!,
  play: async ({ canvas, userEvent }) => {
    const headings = () => canvas.getAllByRole('heading').map((heading) => heading.textContent)
    await waitFor(() => expect(headings()).toEqual(['Active 2', 'Waiting 2', 'Finished 3']))
    const pause = await canvas.findByRole('button', { name: 'Pause Episode 5' })
    pause.focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(headings()).toEqual(['Active 1', 'Waiting 3', 'Finished 3']))
    await expect(canvas.getByRole('button', { name: 'Resume Episode 5' })).toHaveFocus()
  },
}

const alphabetically = byTitle('en')
const titlesIn = (canvasElement: HTMLElement) =>
  Array.from(canvasElement.querySelectorAll('[data-longhaul="item-title"]'), ({ textContent }) => textContent)

/** In an order that bytes do not change. */
export const Sorted: Story = {
  args: { sort: alphabetically },
  render: Live.render!,
  play: async ({ canvasElement }) => {
    await waitFor(() =>
      expect(titlesIn(canvasElement)).toEqual([
        'Episode 5',
        'Harbour lights, season 2',
        'Keynote, 4K',
        'Moby-Dick, read aloud',
        'Offline map of Iceland',
        'Rough cut',
        'The Long Haul',
      ]),
    )
  },
}

/** What needs somebody comes first. */
export const SortedByStatus: Story = {
  args: { sort: byStatus },
  render: Live.render!,
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(titlesIn(canvasElement)).toHaveLength(7))
    await waitFor(() => expect(titlesIn(canvasElement)[0]).toBe('Keynote, 4K'))
    await expect(titlesIn(canvasElement).at(-1)).toBe('Rough cut')
  },
}

const nothing = () => false

/** There are downloads, and the filter lets none of them through: not the same as none at all. */
export const NothingMatches: Story = {
  args: { filter: nothing },
  render: Live.render!,
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No downloads match')).toBeVisible()
  },
}

/** Twenty that move, over 9,980 that are here: a tick costs what its row costs. */
export const TenThousand: Story = {
  render: () => (
    <Stage script={twenty} client={withArchive}>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('listitem')[0]).toHaveAttribute('aria-setsize', '10000'), {
      timeout: 10_000,
    })
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(40)
    const first = () => canvas.getAllByRole('progressbar')[0]!.ariaValueText
    const before = first()
    await waitFor(() => expect(first()).not.toBe(before), { timeout: 10_000 })
  },
}

export const PauseByKeyboard: Story = {
  render: () => (
    <Stage script={oneFilm}>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas, userEvent }) => {
    const pause = await canvas.findByRole('button', { name: 'Pause The Long Haul' })
    pause.focus()
    await userEvent.keyboard('{Enter}')
    const resume = await canvas.findByRole('button', { name: 'Resume The Long Haul' })
    await expect(resume).toHaveFocus()
    await expect(canvas.getByText(/^Paused/)).toBeVisible()
    await userEvent.keyboard(' ')
    await expect(await canvas.findByRole('button', { name: 'Pause The Long Haul' })).toHaveFocus()
  },
}

/** Each way, there and back. */
export const CancelAndRetry: Story = {
  render: () => (
    <Stage script={oneFilm}>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas, userEvent }) => {
    for (const way of WAYS) {
      await press(userEvent, await canvas.findByRole('button', { name: 'Cancel The Long Haul' }), way)
      await expect(await canvas.findByText('Cancelled')).toBeVisible()
      await expect(canvas.queryByRole('progressbar')).toBeNull()
      await press(userEvent, canvas.getByRole('button', { name: 'Retry The Long Haul' }), way)
      await canvas.findByRole('progressbar', { name: 'The Long Haul' })
    }
  },
}

/** A finished file is never thrown away by one press; then the focus goes to the next row, or to the list. */
export const RemovalAsksOnce: Story = {
  render: () => (
    <Stage script={twoFinished}>
      <Frame>
        <FetchProgressList />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas, userEvent }) => {
    const remove = { name: 'Remove Guide to the highlands' }
    const ask = async () => {
      await userEvent.click(await canvas.findByRole('button', remove))
      await expect(canvas.getByRole('group', { name: 'Remove 1 MB?' })).toBeVisible()
      await expect(canvas.getByRole('button', { name: 'Keep Guide to the highlands' })).toHaveFocus()
    }
    for (const way of WAYS) {
      await ask()
      await press(userEvent, canvas.getByRole('button', { name: 'Keep Guide to the highlands' }), way)
      await expect(canvas.getByRole('button', remove)).toHaveFocus()
    }
    await ask()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByRole('button', remove)).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await userEvent.tab({ shift: true })
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(canvas.getAllByRole('listitem')).toHaveLength(1))
    await expect(canvas.getByRole('listitem')).toHaveFocus()
    const last = { name: 'Remove Offline map of Iceland' }
    await userEvent.click(canvas.getByRole('button', last))
    await userEvent.click(canvas.getByRole('button', last))
    await expect(await canvas.findByText('No downloads yet')).toBeVisible()
    await waitFor(() => expect(canvas.getByRole('group', { name: 'Downloads' })).toHaveFocus())
  },
}

const ownRow = (id: string) => (
  <FetchItemRoot id={id}>
    <FetchItemTitle />
    <FetchProgressBar />
  </FetchItemRoot>
)

/** `renderItem` and the parts: a row of your own in six lines. */
export const OwnRows: Story = {
  render: () => (
    <Stage script={shelf}>
      <Frame>
        <FetchProgressList filter={['pending', 'interrupted', 'paused']} renderItem={ownRow} />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await waitFor(() => expect(canvas.getAllByRole('progressbar')).toHaveLength(4))
  },
}
