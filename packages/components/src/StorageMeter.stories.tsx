import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, spyOn, waitFor } from 'storybook/test'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'
import { StorageMeter } from './StorageMeter.js'

interface Room {
  readonly usage?: number
  readonly quota?: number
  readonly isPersisted?: boolean
  /** What the browser answers when it is asked; `null`: nothing. */
  readonly answer?: boolean | null
}

/** The browser's answers, as a story wants them. */
function have({
  usage = 1_250_000_000,
  quota = 42_000_000_000,
  isPersisted = false,
  answer = true,
}: Room = {}) {
  return () => {
    let isKept = isPersisted
    spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage, quota })
    spyOn(navigator.storage, 'persisted').mockImplementation(() => Promise.resolve(isKept))
    spyOn(navigator.storage, 'persist').mockImplementation(() => {
      if (answer === null) return new Promise(() => {})
      isKept = answer
      return Promise.resolve(answer)
    })
  }
}

const meta = {
  title: 'Components/StorageMeter',
  component: StorageMeter,
  beforeEach: have(),
  render: (args) => (
    <Stage>
      <Frame>
        <StorageMeter {...args} />
      </Frame>
    </Stage>
  ),
} satisfies Meta<typeof StorageMeter>
export default meta

type Story = StoryObj<typeof meta>

const keep = { name: 'Keep on this device' }

export const Granted: Story = {
  play: async ({ canvas, userEvent }) => {
    await expect(await canvas.findByText('1.25 GB used · 40.8 GB free')).toBeVisible()
    await expect(canvas.getByRole('meter', { name: 'Storage' })).toHaveAttribute('aria-valuenow', '3')
    ;(await canvas.findByRole('button', keep)).focus()
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByText('Kept on this device until you remove it.')).toBeVisible()
    await expect(canvas.queryByRole('button')).toBeNull()
    await expect(canvas.getByRole('group', { name: 'Storage' })).toHaveFocus()
  },
}

export const Refused: Story = {
  beforeEach: have({ answer: false }),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', keep))
    await expect(await canvas.findByText(/may clear this when room runs out/)).toBeVisible()
    await expect(canvas.getByRole('button', keep)).toBeEnabled()
  },
}

const shares = (canvas: { getByRole: (role: string, by: object) => HTMLElement }) =>
  Array.from(canvas.getByRole('list', { name: 'What takes room' }).children, (line) =>
    Array.from(line.querySelectorAll('span'), ({ textContent }) => textContent).join(' '),
  )

/** The largest first, and all that belongs to no download in the last line. What is cancelled or failed keeps no promise. */
export const ByDownload: Story = {
  beforeEach: have({ usage: 1_300_000_000 }),
  render: () => (
    <Stage script={shelf}>
      <Frame>
        <StorageMeter />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await canvas.findByRole('list', { name: 'What takes room' })
    await waitFor(() =>
      expect(shares(canvas)).toEqual([
        'Harbour lights, season 2 900 MB',
        'Moby-Dick, read aloud 310 MB',
        'Offline map of Iceland 4 MB',
        'Everything else 86 MB',
      ]),
    )
  },
}

/** As many as you say: the others are in the last line. */
export const LargestOnly: Story = {
  beforeEach: have({ usage: 1_300_000_000 }),
  render: () => (
    <Stage script={shelf}>
      <Frame>
        <StorageMeter shares={1} />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await canvas.findByRole('list', { name: 'What takes room' })
    await waitFor(() =>
      expect(shares(canvas)).toEqual(['Harbour lights, season 2 900 MB', 'Everything else 400 MB']),
    )
  },
}

/** A browser that asks the person, who looks away. */
export const Unanswered: Story = {
  beforeEach: have({ answer: null }),
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(await canvas.findByRole('button', keep))
    await expect(await canvas.findByText('Asking the browser')).toBeVisible()
    await expect(await canvas.findByText(/has not answered/, {}, { timeout: 7_000 })).toBeVisible()
  },
}

export const Kept: Story = { beforeEach: have({ isPersisted: true }) }
export const AlmostFull: Story = { beforeEach: have({ usage: 41_900_000_000 }) }

/** Browsers blur both numbers: more may be used than there is. */
export const MoreThanThereIs: Story = {
  beforeEach: have({ usage: 5_100_000_000_000, quota: 5_000_000_000_000 }),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText('5.1 TB used · 0 bytes free')).toBeVisible()
    await expect(canvas.getByRole('meter')).toHaveAttribute('aria-valuenow', '100')
  },
}
