import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { FetchProgressBar } from './FetchProgressBar.js'
import { everyState, filmUnderWay } from './fixtures/records.js'
import { oneFilm } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'

const meta = {
  title: 'Components/FetchProgressBar',
  component: FetchProgressBar,
  args: { record: filmUnderWay() },
  render: (args) => (
    <Frame>
      <FetchProgressBar {...args} />
    </Frame>
  ),
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof FetchProgressBar>
export default meta

type Story = StoryObj<typeof meta>

export const Known: Story = {
  play: async ({ canvas }) => {
    const bar = canvas.getByRole('progressbar', { name: 'The Long Haul' })
    await expect(bar).toHaveAttribute('aria-valuenow', '40')
    await expect(bar).toHaveAttribute('aria-valuetext', '24.1 of 60 MB')
  },
}

export const UnknownTotal: Story = {
  args: { record: filmUnderWay({ downloadTotal: null }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow')
  },
}

/** Alone, with nothing but the id of a fetch. */
export const Live: Story = {
  render: () => (
    <Stage script={oneFilm}>
      <Frame>
        <FetchProgressBar id="film" />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar', { name: 'The Long Haul' })).toBeVisible()
  },
}

const records = everyState(Date.now())
const bars = records.map((record) => (
  <FetchProgressBar key={record.id} record={record} aria-label={record.id} />
))

export const EveryState: Story = { render: () => <Frame>{bars}</Frame> }
export const Dark: Story = { render: () => <Frame scheme="dark">{bars}</Frame> }
export const RightToLeft: Story = { render: () => <Frame dir="rtl">{bars}</Frame> }
