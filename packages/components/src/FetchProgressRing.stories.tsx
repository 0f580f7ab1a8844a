import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { FetchProgressRing } from './FetchProgressRing.js'
import { everyState, filmUnderWay } from './fixtures/records.js'
import { oneFilm } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'

const meta = {
  title: 'Components/FetchProgressRing',
  component: FetchProgressRing,
  args: { record: filmUnderWay() },
  render: (args) => (
    <Frame>
      <FetchProgressRing {...args} />
    </Frame>
  ),
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof FetchProgressRing>
export default meta

type Story = StoryObj<typeof meta>

export const Known: Story = {
  play: async ({ canvas }) => {
    const ring = canvas.getByRole('progressbar', { name: 'The Long Haul' })
    await expect(ring).toHaveAttribute('aria-valuenow', '40')
    await expect(ring).toHaveAttribute('aria-valuetext', '24.1 of 60 MB')
  },
}

export const UnknownTotal: Story = {
  args: { record: filmUnderWay({ downloadTotal: null }) },
  play: async ({ canvas }) => {
    await expect(canvas.getByRole('progressbar')).not.toHaveAttribute('aria-valuenow')
  },
}

export const Live: Story = {
  render: () => (
    <Stage script={oneFilm}>
      <Frame>
        <FetchProgressRing id="film" />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('progressbar', { name: 'The Long Haul' })).toBeVisible()
  },
}

const rings = (
  <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
    {everyState(Date.now()).map((record) => (
      <FetchProgressRing key={record.id} record={record} aria-label={record.id} />
    ))}
  </div>
)

export const EveryState: Story = { render: () => <Frame>{rings}</Frame> }
export const Dark: Story = { render: () => <Frame scheme="dark">{rings}</Frame> }
export const RightToLeft: Story = { render: () => <Frame dir="rtl">{rings}</Frame> }
