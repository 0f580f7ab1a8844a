import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { FetchSummary } from './FetchSummary.js'
import { oneFilm, shelf, twoFinished } from './fixtures/shelf.js'
import { Frame, Stage, type Script } from './fixtures/Stage.js'
import { LabelsProvider } from './labels/LabelsProvider.js'
import { ar } from './locales/ar.js'

const meta = {
  title: 'Components/FetchSummary',
  component: FetchSummary,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof FetchSummary>
export default meta

type Story = StoryObj<typeof meta>

const on = (script: Script | undefined, frame: Partial<React.ComponentProps<typeof Frame>> = {}): Story => ({
  render: (args) => (
    <Stage {...(script === undefined ? {} : { script })}>
      <Frame {...frame}>
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
export const Dark: Story = on(shelf, { scheme: 'dark' })
export const RightToLeft: Story = {
  render: () => (
    <LabelsProvider labels={ar}>
      <Stage script={shelf}>
        <Frame dir="rtl">
          <FetchSummary />
        </Frame>
      </Stage>
    </LabelsProvider>
  ),
}
export const Narrow: Story = on(shelf, { width: 320 })
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
  ...on(undefined),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('No downloads yet')).toBeVisible()
  },
}
