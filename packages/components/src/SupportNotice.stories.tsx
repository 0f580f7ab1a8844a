import type { BackgroundFetchSupport } from '@longhaul/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { Frame, Stage } from './fixtures/Stage.js'
import { SupportNotice } from './SupportNotice.js'

const NATIVE: BackgroundFetchSupport = {
  engine: 'native',
  obstacle: null,
  capabilities: { pause: false, survivesPageClose: true, uploads: true, crossOriginHeaders: false },
  capabilitiesOf: {},
  serviceWorker: 'ready',
  permission: 'granted',
  journal: 'indexeddb',
}

const show = (support: Partial<BackgroundFetchSupport>, words: RegExp): Story => ({
  render: () => (
    <Stage client={{ support: () => Promise.resolve({ ...NATIVE, ...support }) }}>
      <Frame>
        <SupportNotice />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByText(words)).toBeVisible()
  },
})

const meta = { title: 'Components/SupportNotice', component: SupportNotice } satisfies Meta<
  typeof SupportNotice
>
export default meta

type Story = StoryObj<typeof meta>

export const Native: Story = show({}, /go on when you close this page/)
export const Fallback: Story = show(
  { engine: 'fallback', capabilities: { ...NATIVE.capabilities, survivesPageClose: false } },
  /while this site is open/,
)
export const NoEngine: Story = show({ engine: null, obstacle: 'unsupported' }, /do not work in this browser/)
export const NoPermission: Story = show({ obstacle: 'permission', permission: 'denied' }, /site settings/)
export const NoWorkerYet: Story = show({ engine: null, obstacle: 'service-worker' }, /being set up/)
export const Later: Story = show({ engine: null, obstacle: 'storage' }, /are kept, and begin as soon as/)
export const NothingKept: Story = show({ journal: 'memory' }, /as long as this page/)
