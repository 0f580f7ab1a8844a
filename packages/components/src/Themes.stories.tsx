import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, spyOn } from 'storybook/test'
import { DownloadButton } from './DownloadButton.js'
import { FetchItem } from './FetchItem.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSummary } from './FetchSummary.js'
import { SupportNotice } from './SupportNotice.js'
import { everyState, film } from './fixtures/records.js'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'
import { StorageMeter } from './StorageMeter.js'

const onAction = () => {}
const rows = everyState(Date.now())
const failed = film({ status: 'failed', failure: { reason: 'lost', httpStatus: null, url: null } })

/** Everything on the shelf, with what is set on one wrapper. */
function Themed({ theme }: { readonly theme: string }) {
  return (
    <Stage script={shelf}>
      <div className={theme}>
        <Frame>
          <div style={{ display: 'grid', gap: 24 }}>
            <FetchSummary />
            <FetchProgressList />
            <DownloadButton record={rows[1]!} onAction={onAction} />
            <DownloadButton record={failed} onAction={onAction} />
            <StorageMeter />
            <SupportNotice />
          </div>
          {rows.map((record) => (
            <FetchItem key={record.id} record={record} secondsLeft={11.2} onAction={onAction} />
          ))}
        </Frame>
      </div>
    </Stage>
  )
}

const meta = {
  title: 'Themes',
  component: Themed,
  // What the shelf claims to hold is not on any disk.
  beforeEach: () => {
    spyOn(navigator.storage, 'estimate').mockResolvedValue({ usage: 1_300_000_000, quota: 42_000_000_000 })
  },
} satisfies Meta<typeof Themed>
export default meta

type Story = StoryObj<typeof meta>

const shown = (theme: string, radius: string): Story => ({
  args: { theme },
  play: async ({ canvas }) => {
    const list = await canvas.findByRole('group', { name: 'Downloads' })
    await expect(await canvas.findByRole('progressbar', { name: 'Episode 5' })).toBeVisible()
    await expect(getComputedStyle(list).borderRadius).toBe(radius)
  },
})

/** In light and dark, like every story: see the toolbar. */
export const Paper: Story = shown('theme-paper', '0px')
export const Arcade: Story = shown('theme-arcade', '6px')
