import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { DownloadButton } from './DownloadButton.js'
import { pressEveryWay } from './fixtures/press.js'
import { everyState, film, filmUnderWay } from './fixtures/records.js'
import { arrives } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'

const onAction = fn()
const onOpen = fn()

const meta = {
  title: 'Components/DownloadButton',
  component: DownloadButton,
  args: { record: filmUnderWay(), secondsLeft: 11.2, onAction },
  render: (args) => (
    <Frame>
      <DownloadButton {...args} />
    </Frame>
  ),
} satisfies Meta<typeof DownloadButton>
export default meta

type Story = StoryObj<typeof meta>

const live = (children?: React.ReactNode): Story => ({
  render: () => (
    <Stage script={script}>
      <Frame>
        <DownloadButton {...episode} {...(children === undefined ? { onOpen } : {})}>
          {children}
        </DownloadButton>
      </Frame>
    </Stage>
  ),
})
const script = arrives('episode')
const episode = {
  id: 'episode',
  requests: { url: 'https://podcasts.example/5.mp3', size: 2_000_000 },
  options: { title: 'Episode 5' },
}

/** From nothing to open, by keyboard: the focus stays on the button, and with its group while there is none. */
export const Live: Story = {
  ...live(),
  play: async ({ canvas, userEvent }) => {
    const button = await canvas.findByRole('button', { name: 'Download Episode 5' })
    button.focus()
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByRole('button', { name: 'Pause Episode 5' })).toHaveFocus()
    await userEvent.keyboard(' ')
    await expect(await canvas.findByRole('button', { name: 'Resume Episode 5' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByRole('progressbar', { name: 'Episode 5' })).toBeVisible()
    const open = await canvas.findByRole('button', { name: 'Open Episode 5' }, { timeout: 8_000 })
    await expect(canvas.getByRole('group', { name: 'Episode 5' })).toContainElement(
      document.activeElement as HTMLElement,
    )
    await pressEveryWay(userEvent, open)
    await expect(onOpen).toHaveBeenCalledTimes(3)
    await expect(canvas.queryByRole('progressbar')).toBeNull()
  },
}

/** Children take the button's place once everything is here, and the focus where it had it. */
export const WithLink: Story = {
  ...live(<a href="#play">Play</a>),
  play: async ({ canvas, userEvent }) => {
    await userEvent.dblClick(await canvas.findByRole('button', { name: 'Download Episode 5' }))
    const link = await canvas.findByRole('link', { name: 'Play' }, { timeout: 8_000 })
    await expect(link).toBeVisible()
    await expect(canvas.queryByRole('button')).toBeNull()
  },
}

/** An engine without pause has one thing to press for: the end of it. */
export const EngineWithoutPause: Story = {
  args: { canPause: false },
  play: async ({ canvas, userEvent }) => {
    await pressEveryWay(userEvent, canvas.getByRole('button', { name: 'Cancel The Long Haul' }))
    await expect(onAction.mock.calls).toEqual(Array(3).fill(['abort', 'film']))
  },
}

export const Failed: Story = {
  args: { record: film({ status: 'failed', failure: { reason: 'truncated', httpStatus: null, url: null } }) },
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByText(/did not arrive whole/)).toBeVisible()
    await pressEveryWay(userEvent, canvas.getByRole('button', { name: 'Retry The Long Haul' }))
    await expect(onAction.mock.calls).toEqual(Array(3).fill(['retry', 'film']))
  },
}

/** Whoever cancelled it and wants it after all downloads it; they do not "retry". */
export const Aborted: Story = {
  args: { record: film({ status: 'aborted' }) },
  play: async ({ canvas, userEvent }) => {
    await pressEveryWay(userEvent, canvas.getByRole('button', { name: 'Download The Long Haul' }))
    await expect(onAction.mock.calls).toEqual(Array(3).fill(['retry', 'film']))
  },
}

/** Nothing to press, so no button: words. */
export const Storing: Story = {
  args: { record: film({ status: 'pending', phase: 'storing' }, { downloaded: 60_000_000 }) },
  play: async ({ canvas }) => {
    await expect(canvas.queryByRole('button')).toBeNull()
    await expect(canvas.getByText('Saving to this device')).toBeVisible()
  },
}

const rows = everyState(Date.now())
const all = (
  <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
    {rows.map((record) => (
      <li key={record.id}>
        <DownloadButton
          record={{ ...record, title: record.id }}
          secondsLeft={11.2}
          onAction={onAction}
          {...(record.id === 'completed' ? { onOpen } : {})}
        />
      </li>
    ))}
  </ul>
)
export const EveryState: Story = { render: () => <Frame>{all}</Frame> }
