import type { Meta, StoryObj } from '@storybook/react-vite'
import { FetchProgressRing } from './FetchProgressRing.js'
import { progressStories } from './fixtures/progressStories.js'
import { filmUnderWay } from './fixtures/records.js'

const meta = {
  title: 'Components/FetchProgressRing',
  component: FetchProgressRing,
  args: { record: filmUnderWay() },
} satisfies Meta<typeof FetchProgressRing>
export default meta

type Story = StoryObj<typeof meta>

const { known, unknownTotal, live, everyState } = progressStories(FetchProgressRing)

export const Known: Story = known
export const UnknownTotal: Story = unknownTotal
export const Live: Story = live
export const EveryState: Story = everyState
