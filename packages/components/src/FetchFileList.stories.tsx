import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { FetchFileList } from './FetchFileList.js'
import { film, filmUnderWay, TWELVE_FILES } from './fixtures/records.js'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'

const NAMES = [
  'Chapter 1.mp3',
  'a name that is long enough to need two lines on a telephone and is not over yet.flac',
  'الفصل الثالث.mp3',
  'empty.txt',
  'everything.tar',
  'unknown.bin',
]
const SIZES = [24_100_000, 512_000_000, 18_000_000, 0, 5_000_000_000_000, null]
const files = NAMES.map((name, index) => ({
  url: `https://podcasts.example/${encodeURIComponent(name)}`,
  size: SIZES[index] ?? null,
}))
const many = Array.from({ length: 10_000 }, (_, index) => ({
  url: `https://tiles.example/12/${index}.webp`,
  size: 1_000 + index,
}))

const meta = {
  title: 'Components/FetchFileList',
  component: FetchFileList,
  args: { record: filmUnderWay({ files, filesCompleted: 0 }) },
  render: (args) => (
    <Frame>
      <FetchFileList {...args} />
    </Frame>
  ),
} satisfies Meta<typeof FetchFileList>
export default meta

type Story = StoryObj<typeof meta>

/** 0 bytes, 5 TB, a size that nobody knows, a long name and one from right to left. */
export const NoneHere: Story = {
  play: async ({ canvas }) => {
    await expect(canvas.getByText('0 bytes · Not here yet')).toBeVisible()
    await expect(canvas.getByText('5 TB · Not here yet')).toBeVisible()
  },
}

/** The record counts the files that are here, and does not name them: then a row claims nothing. */
export const SomeHere: Story = {
  args: { record: filmUnderWay({ ...TWELVE_FILES }) },
  play: async ({ canvas }) => {
    await expect(canvas.queryByText(/On this device|Not here/)).toBeNull()
  },
}

export const AllHere: Story = {
  args: { record: film({ status: 'completed' }, { files, filesCompleted: files.length }) },
}

export const OneFailed: Story = {
  args: {
    record: film(
      { status: 'failed', failure: { reason: 'bad-status', httpStatus: 404, url: files[0]!.url } },
      { files },
    ),
  },
  play: async ({ canvas }) => {
    await expect(canvas.getByText('24.1 MB · Failed')).toBeVisible()
  },
}

export const TenThousand: Story = {
  args: { record: filmUnderWay({ files: many }) },
  play: async ({ canvas, userEvent }) => {
    await expect((await canvas.findAllByRole('listitem'))[0]).toHaveAttribute('aria-setsize', '10000')
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(60)
    const list = canvas.getByRole('group', { name: 'Files' })
    await userEvent.tab()
    await expect(list).toHaveFocus()
    list.scrollTop = list.scrollHeight
    await expect(await canvas.findByText('9999.webp')).toBeVisible()
  },
}

/** Of a live fetch. */
export const Live: Story = {
  render: () => (
    <Stage script={shelf}>
      <Frame>
        <FetchFileList id="book" />
      </Frame>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect((await canvas.findAllByText('65 MB · Not here yet')).length).toBe(12)
  },
}
