import type { Meta, StoryObj } from '@storybook/react-vite'
import { FetchProgressBar } from './FetchProgressBar.js'
import { progressStories } from './fixtures/progressStories.js'
import { filmUnderWay } from './fixtures/records.js'

const meta = {
  title: 'Components/FetchProgressBar',
  component: FetchProgressBar,
  args: { record: filmUnderWay() },
} satisfies Meta<typeof FetchProgressBar>
export default meta

type Story = StoryObj<typeof meta>

const { known, unknownTotal, live, everyState } = progressStories(FetchProgressBar)

export const Known: Story = known
export const UnknownTotal: Story = unknownTotal
export const Live: Story = live
export const EveryState: Story = everyState
