import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { FetchSummary } from './FetchSummary.js'
import { oneFilm, shelf, twoFinished } from './fixtures/shelf.js'
import { Frame, Stage, type Script } from './fixtures/Stage.js'

const meta = {
  title: 'Components/FetchSummary',
  component: FetchSummary,
} satisfies Meta<typeof FetchSummary>
export default meta

type Story = StoryObj<typeof meta>

const on = (script?: Script): Story => ({
  render: (args) => (
    <Stage {...(script === undefined ? {} : { script })}>
      <Frame>
        <FetchSummary {...args} />
      </Frame>
    </Stage>
  ),
})

/** A whole shelf in one bar. */
export const Live: Story = {
  ...on(shelf),
  play: async ({ canvas }) => {
    await expect(
      await canvas.findByText('2 downloading · 1 interrupted · 1 paused · 1 failed', {}, { timeout: 4_000 }),
    ).toBeVisible()
    const bar = canvas.getByRole('progressbar', { name: 'All downloads' })
    await expect(Number(bar.getAttribute('aria-valuenow'))).toBeGreaterThan(10)
    await expect(bar).toHaveAttribute('aria-valuetext', expect.stringMatching(/of\s4\.49\sGB/))
  },
}
export const One: Story = on(oneFilm)

/** No bar where nothing is on its way. */
export const AllDone: Story = {
  ...on(twoFinished),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('2 on this device')).toBeVisible()
    await expect(canvas.queryByRole('progressbar')).toBeNull()
  },
}

export const Empty: Story = {
  ...on(),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No downloads yet')).toBeVisible()
  },
}
