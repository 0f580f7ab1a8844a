import type { Meta, StoryObj } from '@storybook/react-vite'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { expect, fn, waitFor } from 'storybook/test'
import { FetchItem } from './FetchItem.js'
import { press, pressEveryWay, WAYS } from './fixtures/press.js'
import { everyState, film, filmUnderWay } from './fixtures/records.js'
import { Frame } from './fixtures/Stage.js'

const onAction = fn()
const ACTIONS: Record<string, string> = { pause: 'Pause', resume: 'Resume', retry: 'Retry', abort: 'Cancel' }

const meta = {
  title: 'Components/FetchItem',
  component: FetchItem,
  args: { record: filmUnderWay(), secondsLeft: 11.2, onAction },
  render: (args) => (
    <Frame>
      <FetchItem {...args} />
    </Frame>
  ),
} satisfies Meta<typeof FetchItem>
export default meta

type Story = StoryObj<typeof meta>

export const UnderWay: Story = {
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText('24.1 of 60 MB · 3.2 MB/s · 12 sec left')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Pause The Long Haul' }))
    await expect(onAction).toHaveBeenCalledWith('pause', 'film')
  },
}

/** No button for what an engine can't do. */
export const EngineWithoutPause: Story = {
  args: { canPause: false },
  play: async ({ canvas }) => {
    await expect(canvas.getAllByRole('button')).toHaveLength(1)
  },
}

export const WithPicture: Story = {
  args: {
    record: filmUnderWay({
      icons: [
        {
          src: `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#264653"/><circle cx="5" cy="3" r="2" fill="#e9c46a"/></svg>')}`,
        },
      ],
    }),
  },
}

const rows = everyState(Date.now())
const AHEAD_MS = 3 * 24 * 3_600_000

/** What no designer draws. */
const edges = [
  filmUnderWay({ id: 'unknown size', title: 'Of unknown size', downloadTotal: null }),
  filmUnderWay({ id: 'more', title: 'More than was announced', downloaded: 70_000_000 }),
  filmUnderWay({ id: '5 TB', title: 'Five terabytes', downloaded: 1.25e12, downloadTotal: 5e12 }),
  film(
    { status: 'completed' },
    { id: 'whole', title: 'All five terabytes', downloaded: 5e12, settledAt: Date.now() },
  ),
  film(
    { status: 'completed' },
    { id: 'empty', title: 'An empty file', downloaded: 0, downloadTotal: 0, settledAt: Date.now() },
  ),
  film({ status: 'paused' }, { id: 'nothing', title: 'Nothing yet', downloaded: 0, downloadTotal: 0 }),
  film(
    { status: 'completed' },
    { id: 'ahead', title: 'By a clock that was ahead', settledAt: Date.now() + AHEAD_MS },
  ),
  film(
    { status: 'interrupted', reason: 'server', needsUser: false, nextAttemptAt: Date.now() - AHEAD_MS },
    { id: 'overdue', title: 'Due long ago' },
  ),
  filmUnderWay({
    id: 'long',
    title: 'A conversation about the long way round, recorded in one take on a night train '.repeat(2),
  }),
  filmUnderWay({ id: 'unbroken', title: 'field_recording_'.repeat(12) }),
  filmUnderWay({ id: 'rtl', title: 'محاضرة طويلة جدًا عن الطريق الطويل والسفر بالقطار ليلًا '.repeat(3) }),
  filmUnderWay({ id: 'mixed', title: 'الحلقة 5: The Long Haul (ملخص)' }),
  filmUnderWay({ id: 'broken', title: 'A broken picture', icons: [{ src: 'data:image/png;base64,AAAA' }] }),
  filmUnderWay({ id: 'markup', title: '<b>Bold</b> & “quoted”' }),
]

function EveryRow({ records = rows }: { readonly records?: readonly BackgroundFetchRecord[] }) {
  return (
    <Frame>
      <div data-longhaul="list">
        <ul data-longhaul="list-rows">
          {records.map((record) => (
            <li key={record.id} data-longhaul="list-row">
              <FetchItem
                record={record}
                secondsLeft={11.2}
                queuePlace={{ place: 3, behind: null }}
                onAction={onAction}
              />
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  )
}

/**
 * Every status, phase and reason, in words, and every button of each by pointer and by both keys: a press is one action,
 * and the focus stays.
 */
export const EveryState: Story = {
  render: () => <EveryRow />,
  play: async ({ canvas, userEvent }) => {
    // What asks first has stories of its own.
    const buttons = canvas.getAllByRole('button').filter(({ textContent }) => textContent !== 'Remove')
    await expect(new Set(buttons.map(({ textContent }) => textContent))).toEqual(
      new Set(['Pause', 'Resume', 'Retry', 'Cancel']),
    )
    for (const button of buttons) {
      onAction.mockClear()
      await pressEveryWay(userEvent, button)
      await expect(onAction.mock.calls.map(([action]) => ACTIONS[action as string])).toEqual(
        Array(3).fill(button.textContent),
      )
    }
  },
}

const line = (canvasElement: HTMLElement, id: number) =>
  canvasElement.querySelectorAll('[data-longhaul="item-status"]')[id]?.textContent?.replaceAll('\u00A0', ' ')

/** Unknown, nothing, and too much; titles that are long, from the right or markup; clocks that were set back. */
export const Edges: Story = {
  render: () => <EveryRow records={edges} />,
  play: async ({ canvasElement, canvas }) => {
    await expect(line(canvasElement, 0)).toBe('24.1 MB · 3.2 MB/s · 12 sec left')
    await expect(line(canvasElement, 3)).toBe('5 TB · now')
    await expect(line(canvasElement, 4)).toBe('On this device · now')
    await expect(line(canvasElement, 6)).toBe('24.1 MB · now')
    await expect(canvas.getByText('<b>Bold</b> & “quoted”')).toBeVisible()
    const bar = canvas.getByRole('progressbar', { name: 'More than was announced' })
    await expect(bar).not.toHaveAttribute('aria-valuenow')
    await waitFor(() => expect(canvasElement.querySelector('img')).toBeNull())
    const list = canvasElement.querySelector('[data-longhaul="list"]')!
    await expect(list.scrollWidth).toBe(list.clientWidth)
  },
}

const remove = { name: 'Remove The Long Haul' }
const keep = { name: 'Keep The Long Haul' }

/** Asks once, with the harmless answer focused and under the pointer: whoever presses twice keeps the file. */
export const Removal: Story = {
  args: { record: film({ status: 'completed' }, { downloaded: 60_000_000 }) },
  play: async ({ canvas, userEvent }) => {
    for (const way of WAYS) {
      const button = canvas.getByRole('button', remove)
      const { left, right, top, bottom } = button.getBoundingClientRect()
      await press(userEvent, button, way)
      await expect(canvas.getByRole('group', { name: 'Remove 60 MB?' })).toBeVisible()
      await expect(canvas.getByRole('button', keep)).toHaveFocus()
      const under = document.elementFromPoint((left + right) / 2, (top + bottom) / 2) as HTMLElement
      await press(userEvent, way === 'pointer' ? under : (document.activeElement as HTMLElement), way)
      await expect(canvas.queryByRole('group')).toBeNull()
      await expect(canvas.getByRole('button', remove)).toHaveFocus()
    }
    await expect(onAction).not.toHaveBeenCalled()
  },
}

/** The other answer, each way. */
export const RemovalAsked: Story = {
  args: Removal.args!,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', remove))
    await pressEveryWay(userEvent, canvas.getByRole('button', remove))
    await expect(onAction.mock.calls).toEqual(Array(3).fill(['remove', 'film']))
  },
}
