import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { FetchItem } from './FetchItem.js'
import { everyState, film, filmUnderWay } from './fixtures/records.js'
import { Frame } from './fixtures/Stage.js'

const onAction = fn()

const meta = {
  title: 'Components/FetchItem',
  component: FetchItem,
  args: { record: filmUnderWay(), secondsLeft: 11.2, onAction },
  parameters: { layout: 'fullscreen' },
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

export const LongTitle: Story = {
  args: {
    record: filmUnderWay({
      title: 'A conversation about the long way round, recorded in one take on a night train '.repeat(2),
    }),
  },
}

/** The title keeps its own direction inside a page of the other one. */
export const ArabicTitle: Story = { args: { record: filmUnderWay({ title: 'رحلة طويلة، الحلقة 5' }) } }

const rows = everyState(Date.now())

function EveryRow({ scheme, dir, width }: { scheme?: 'dark'; dir?: 'rtl'; width?: number }) {
  return (
    <Frame {...(scheme && { scheme })} {...(dir && { dir })} {...(width && { width })}>
      <div data-longhaul="list">
        <ul data-longhaul="list-rows">
          {rows.map((record) => (
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

/** Every status, phase and reason, in words. */
export const EveryState: Story = { render: () => <EveryRow /> }
export const EveryStateDark: Story = { render: () => <EveryRow scheme="dark" /> }
export const EveryStateRightToLeft: Story = { render: () => <EveryRow dir="rtl" /> }
export const EveryStateNarrow: Story = { render: () => <EveryRow width={320} /> }

/** Asks once, with the harmless answer focused. */
export const Removal: Story = {
  args: { record: film({ status: 'completed' }, { downloaded: 60_000_000 }) },
  play: async ({ canvas, userEvent }) => {
    await userEvent.dblClick(canvas.getByRole('button', { name: 'Remove The Long Haul' }))
    await expect(onAction).not.toHaveBeenCalled()
  },
}

export const RemovalAsked: Story = {
  args: Removal.args!,
  play: async ({ canvas, userEvent }) => {
    canvas.getByRole('button', { name: 'Remove The Long Haul' }).focus()
    await userEvent.keyboard('{Enter}')
    await expect(canvas.getByRole('button', { name: 'Keep The Long Haul' })).toHaveFocus()
  },
}
