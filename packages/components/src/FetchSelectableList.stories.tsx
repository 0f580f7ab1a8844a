import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { FetchSelectableList } from './FetchSelectableList.js'
import { manyFetches } from './fixtures/manyFetches.js'
import { press, WAYS } from './fixtures/press.js'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'
import { byActivity } from './labels/grouping.js'

const meta = {
  title: 'Components/FetchSelectableList',
  component: FetchSelectableList,
  render: (args) => (
    <Stage script={shelf}>
      <Frame>
        <FetchSelectableList {...args} />
      </Frame>
    </Stage>
  ),
} satisfies Meta<typeof FetchSelectableList>
export default meta

type Story = StoryObj<typeof meta>

/** "Pause 2", and not "Pause Episode 5". */
const ofBar = /^\w+ [\d,]+$/
const select = (title: string) => ({ name: `Select ${title}` })

/** Newest first: the film is the first row, the map the last of seven. */
export const Live: Story = {
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('button', { name: 'Pause The Long Haul' })
    await userEvent.click(canvas.getByRole('checkbox', select('The Long Haul')))
    await userEvent.click(canvas.getByRole('checkbox', select('Episode 5')))
    await expect(canvas.getByText('2 selected')).toBeVisible()
    await expect(canvas.getByRole('checkbox', { name: 'Select all' })).toBePartiallyChecked()
  },
}

const isInBar = () => document.activeElement?.closest('[data-longhaul="selection-bar"]') !== null

/** One press for many, each way; the focus stays in the bar, and the selection on its rows. */
export const PauseMany: Story = {
  play: async ({ canvas, userEvent }) => {
    await Live.play!({ canvas, userEvent } as Parameters<NonNullable<Story['play']>>[0])
    for (const way of WAYS) {
      await press(userEvent, canvas.getByRole('button', { name: 'Pause 2' }), way)
      await expect(await canvas.findByRole('button', { name: 'Resume 2' })).toBeVisible()
      await expect(await canvas.findByText('2 paused')).toBeInTheDocument()
      await expect(canvas.getByText('2 selected')).toBeVisible()
      await expect(canvas.getByRole('checkbox', select('Episode 5'))).toBeChecked()
      await waitFor(() => expect(isInBar()).toBe(true))
      await press(userEvent, canvas.getByRole('button', { name: 'Resume 2' }), way)
      await expect(await canvas.findByRole('button', { name: 'Pause 2' })).toBeVisible()
      await expect(await canvas.findByText('2 downloading')).toBeInTheDocument()
      await waitFor(() => expect(isInBar()).toBe(true))
    }
  },
}

/** What was cancelled begins anew, and ends again. */
export const RetryAndCancelMany: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', select('Rough cut')))
    await userEvent.click(await canvas.findByRole('checkbox', select('Keynote, 4K')))
    for (const way of WAYS) {
      await press(userEvent, await canvas.findByRole('button', { name: 'Retry 2' }), way)
      await expect(await canvas.findByRole('progressbar', { name: 'Rough cut' })).toBeVisible()
      await press(userEvent, await canvas.findByRole('button', { name: 'Cancel 2' }), way)
      await waitFor(() => expect(canvas.getAllByText('Cancelled')).toHaveLength(2))
      await waitFor(() => expect(isInBar()).toBe(true))
    }
  },
}

/** With shift, everything between two presses follows the second. */
export const RangeByPointer: Story = {
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('checkbox', select('The Long Haul'))
    await userEvent.click(canvas.getByRole('checkbox', select('Episode 5')))
    await userEvent.keyboard('{Shift>}')
    await userEvent.click(canvas.getByRole('checkbox', select('Rough cut')))
    await userEvent.keyboard('{/Shift}')
    await expect(canvas.getByText('4 selected')).toBeVisible()
    await expect(canvas.getByRole('checkbox', select('Moby-Dick, read aloud'))).toBeChecked()
    await expect(canvas.getByRole('checkbox', select('The Long Haul'))).not.toBeChecked()
    await userEvent.keyboard('{Shift>}')
    await userEvent.click(canvas.getByRole('checkbox', select('Harbour lights, season 2')))
    await userEvent.keyboard('{/Shift}')
    await expect(canvas.getByText('1 selected')).toBeVisible()
    await expect(document.getSelection()?.toString() ?? '').toBe('')
  },
}

/** Space selects, and with shift all on the way; arrows go from box to box, Ctrl+A takes all, Escape none. */
export const ByKeyboard: Story = {
  play: async ({ canvas, userEvent }) => {
    const film = await canvas.findByRole('checkbox', select('The Long Haul'))
    film.focus()
    await userEvent.keyboard(' {ArrowDown}')
    const episode = canvas.getByRole('checkbox', select('Episode 5'))
    await expect(episode).toHaveFocus()
    await userEvent.keyboard(' ')
    await expect(canvas.getByText('2 selected')).toBeVisible()
    await userEvent.keyboard('{ArrowUp}')
    await expect(film).toHaveFocus()
    await waitFor(() => expect(canvas.getAllByRole('checkbox')).toHaveLength(8))
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect(canvas.getByText('7 selected')).toBeVisible()
    await expect(canvas.getByRole('checkbox', { name: 'Select all' })).toBeChecked()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByRole('checkbox', { name: 'Select all' })).not.toBeChecked()
    await expect(canvas.getByText('Select all')).toBeVisible()
    await expect(film).toHaveFocus()

    canvas.getByRole('checkbox', { name: 'Select all' }).focus()
    await userEvent.keyboard(' ')
    await expect(canvas.getByText('7 selected')).toBeVisible()
    await userEvent.keyboard(' ')
    await expect(canvas.queryByText(/selected/)).toBeNull()

    canvas.getByRole('checkbox', select('Offline map of Iceland')).focus()
    await userEvent.keyboard(' {ArrowUp}{ArrowUp}{Shift>} {/Shift}')
    await expect(canvas.getByText('3 selected')).toBeVisible()
    await expect(canvas.getByRole('checkbox', select('Keynote, 4K'))).toBeChecked()
  },
}

/** Many are not thrown away by one press; the answer that loses nothing has the focus, and Escape takes it. */
export const RemovalAsksOnce: Story = {
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', select('Offline map of Iceland')))
    await userEvent.click(await canvas.findByRole('checkbox', select('Keynote, 4K')))
    await userEvent.click(canvas.getByRole('button', { name: 'Remove 2' }))
    await expect(canvas.getByRole('group', { name: /^Remove 2 downloads \(.* MB\)\?$/ })).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Keep' })).toHaveFocus()
    await userEvent.keyboard('{Escape}')
    await expect(canvas.getByText('2 selected')).toBeVisible()
    for (const way of WAYS) {
      await press(userEvent, canvas.getByRole('button', { name: 'Remove 2' }), way)
      await press(userEvent, canvas.getByRole('button', { name: 'Keep' }), way)
      await expect(canvas.queryByRole('group', { name: /^Remove/ })).toBeNull()
      await expect(canvas.getByText('2 selected')).toBeVisible()
    }
    await userEvent.click(canvas.getByRole('button', { name: 'Remove 2' }))
    await userEvent.click(canvas.getByRole('button', { name: 'Remove' }))
    await waitFor(() => expect(canvas.queryByText('Offline map of Iceland')).toBeNull())
    await expect(canvas.getByText('2 removed')).toBeInTheDocument()
    await expect(canvas.getByText('Select all')).toBeVisible()
    await waitFor(() => expect(isInBar()).toBe(true))
    await userEvent.click(canvas.getByRole('button', { name: 'Cancel Moby-Dick, read aloud' }))
    for (const [title, way] of [
      ['Rough cut', '{Enter}'],
      ['Moby-Dick, read aloud', ' '],
    ] as const) {
      await userEvent.click(canvas.getByRole('checkbox', select(title)))
      await press(userEvent, await canvas.findByRole('button', { name: 'Remove 1' }), way)
      await press(userEvent, canvas.getByRole('button', { name: 'Remove' }), way)
      await waitFor(() => expect(canvas.queryByText(title)).toBeNull())
    }
  },
}

/** No button for what none of the selected can do. */
export const OnlyWhatCanBeDone: Story = {
  play: async ({ canvas, userEvent }) => {
    await canvas.findByRole('button', { name: 'Pause The Long Haul' })
    await expect(canvas.queryByRole('button', { name: ofBar })).toBeNull()
    await userEvent.click(canvas.getByRole('checkbox', select('Offline map of Iceland')))
    const inBar = () =>
      canvas.getAllByRole('button', { name: ofBar }).map((button) => button.textContent?.trim())
    await expect(inBar()).toEqual(['Remove 1'])
    await userEvent.click(canvas.getByRole('checkbox', select('The Long Haul')))
    await expect(inBar()).toEqual(['Pause 1', 'Cancel 1', 'Remove 1'])
  },
}

const byActivityList = (
  <Stage script={shelf}>
    <Frame>
      <FetchSelectableList groupBy={byActivity} />
    </Frame>
  </Stage>
)

/** Groups and checkboxes. A selected row that is paused moves to another group, and stays selected. */
export const Grouped: Story = {
  render: () => byActivityList,
  play: async ({ canvas, userEvent }) => {
    const headings = () => canvas.getAllByRole('heading').map((heading) => heading.textContent)
    await waitFor(() => expect(headings()).toEqual(['Active 2', 'Waiting 2', 'Finished 3']))
    await userEvent.click(canvas.getByRole('checkbox', select('Episode 5')))
    await userEvent.click(await canvas.findByRole('button', { name: 'Pause 1' }))
    await waitFor(() => expect(headings()).toEqual(['Active 1', 'Waiting 3', 'Finished 3']))
    await expect(canvas.getByRole('checkbox', select('Episode 5'))).toBeChecked()
  },
}

/** On an Arabic page, from right to left. Two have a form of their own in Arabic. */
export const Arabic: Story = {
  globals: { language: 'ar' },
  render: () => byActivityList,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'تحديد The Long Haul' }))
    await userEvent.click(canvas.getByRole('checkbox', { name: 'تحديد Episode 5' }))
    await expect(canvas.getByText('تم تحديد تنزيلين')).toBeVisible()
  },
}

const many = manyFetches(10_000)

/** Ten thousand at once: few rendered, all selected. */
export const TenThousand: Story = {
  render: () => (
    <Stage client={many.members}>
      <Frame>
        <FetchSelectableList groupBy={byActivity} />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('checkbox', { name: 'Select all' }))
    await expect(await canvas.findByText('10,000 selected')).toBeVisible()
    await expect(canvas.getByRole('button', { name: 'Remove 3,333' })).toBeVisible()
    await expect(canvas.getAllByRole('checkbox').length).toBeLessThan(40)
  },
}
