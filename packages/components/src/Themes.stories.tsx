import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, spyOn, waitFor } from 'storybook/test'
import { DownloadButton } from './DownloadButton.js'
import { FetchFileList } from './FetchFileList.js'
import { FetchHistoryList } from './FetchHistoryList.js'
import { FetchItem } from './FetchItem.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSelectableList } from './FetchSelectableList.js'
import { FetchSummary } from './FetchSummary.js'
import { SupportNotice } from './SupportNotice.js'
import { everyState, film } from './fixtures/records.js'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'
import { ar } from './locales/ar.js'
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
            <FetchSelectableList />
            <FetchFileList id="book" />
            <FetchHistoryList />
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
    // In the list, the list with boxes, and the history.
    await waitFor(() => expect(canvas.getAllByRole('progressbar', { name: 'Episode 5' })).toHaveLength(3))
    // The list with boxes is inside a card that has the corners.
    const [list] = canvas.getAllByRole('group', { name: 'Downloads' })
    const others = canvas.getAllByRole('group', { name: /^(Files|Download history)$/ })
    for (const card of [list!, ...others]) await expect(getComputedStyle(card).borderRadius).toBe(radius)
  },
})

/** In light and dark, like every story: see the toolbar. */
export const Paper: Story = shown('theme-paper', '0px')
export const Arcade: Story = shown('theme-arcade', '6px')

/** All of it in Arabic: words, numbers and pictures change sides, and a bar fills from the right. */
export const RightToLeft: Story = {
  args: { theme: 'theme-none' },
  globals: { language: 'ar' },
  play: async ({ canvas }) => {
    await expect(document.dir).toBe('rtl')
    await waitFor(() => expect(canvas.getAllByRole('progressbar', { name: 'Episode 5' })).toHaveLength(3))
    for (const bar of canvas.getAllByRole('progressbar', { name: 'Episode 5' }))
      await expect(getComputedStyle(bar, '::before').right).toBe(`-${bar.clientWidth}px`)
    for (const name of [ar.list, ar.fileList, ar.history.name, ar.storage.name, ar.summary])
      await expect(canvas.getAllByRole('group', { name })[0]).toBeVisible()
  },
}
