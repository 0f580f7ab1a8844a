import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn, within } from 'storybook/test'
import { film, filmUnderWay } from './fixtures/records.js'
import { Frame } from './fixtures/Stage.js'
import { useLabels } from './labels/LabelsProvider.js'
import { statusLine } from './labels/statusLine.js'
import { en } from './locales/en.js'
import { FetchItemAction } from './parts/FetchItemAction.js'
import { FetchItemActions } from './parts/FetchItemActions.js'
import { useFetchItem } from './parts/FetchItemContext.js'
import { FetchItemControls } from './FetchItemControls.js'
import { FetchItemIcon } from './parts/FetchItemIcon.js'
import { FetchItemPicture } from './parts/FetchItemPicture.js'
import { FetchItemProgress } from './parts/FetchItemProgress.js'
import { FetchItemRoot } from './parts/FetchItemRoot.js'
import { FetchItemStatus } from './parts/FetchItemStatus.js'
import { FetchItemTitle } from './parts/FetchItemTitle.js'
import { FetchRowList } from './FetchRowList.js'
import { useStatusFacts } from './useStatusFacts.js'

const record = filmUnderWay()
const done = film({ status: 'completed' }, { downloaded: 60_000_000 })

const onAction = fn()

const meta = {
  title: 'Parts',
  component: FetchItemRoot,
  args: { record, onAction },
} satisfies Meta<typeof FetchItemRoot>
export default meta

/** Bare parts, elements and words of one's own: an article with a heading and a button that says what it likes. */
export const OwnMarkup: StoryObj<typeof meta> = {
  render: (args) => (
    <Frame>
      <FetchItemRoot {...args} style={{ display: 'block' }} render={(props) => <article {...props} />}>
        <FetchItemTitle render={({ children, ...props }) => <h2 {...props}>{children}</h2>} />
        <FetchItemProgress aria-valuetext="on its way" />
        <FetchItemStatus>{statusLine(record, en)}</FetchItemStatus>
        <FetchItemActions style={{ justifyContent: 'start' }}>
          <FetchItemAction action="pause">Hold on</FetchItemAction>
          <FetchItemAction action="retry">Never shown: there is nothing to retry</FetchItemAction>
        </FetchItemActions>
      </FetchItemRoot>
    </Frame>
  ),
  play: async ({ canvas, userEvent }) => {
    await expect(canvas.getByRole('heading', { name: 'The Long Haul' })).toBeVisible()
    await expect(canvas.getAllByRole('button')).toHaveLength(1)
    await userEvent.click(canvas.getByRole('button', { name: 'Hold on The Long Haul' }))
    await expect(onAction).toHaveBeenCalledWith('pause', 'film')
  },
}

const ids = Array.from({ length: 200 }, (_, at) => `film ${at + 1}`)

const rows = {
  ids,
  renderRow: (id: string) => (
    <FetchItemRoot record={{ ...done, id, title: id }} onAction={onAction}>
      <FetchItemIcon>
        <FetchItemPicture src={undefined}>◇</FetchItemPicture>
      </FetchItemIcon>
      <FetchItemTitle />
      <StatusLine />
      <FetchItemControls />
    </FetchItemRoot>
  ),
}

function StatusLine() {
  const item = useFetchItem()
  const labels = useLabels()
  const facts = useStatusFacts(item)
  return item && <FetchItemStatus>{statusLine(item.record, labels, facts)}</FetchItemStatus>
}

/** A long list of one's own: rows out of view are not there, and removing asks once. */
export const OwnList: StoryObj<typeof meta> = {
  render: () => (
    <Frame>
      <FetchRowList aria-label="Films" rows={rows} isLoaded empty="" />
    </Frame>
  ),
  play: async ({ canvas, userEvent }) => {
    const list = canvas.getByRole('list')
    await expect(await within(list).findByText('film 1')).toBeVisible()
    await expect(within(list).getAllByRole('listitem').length).toBeLessThan(60)
    await userEvent.click(canvas.getByRole('button', { name: 'Remove film 1' }))
    await expect(onAction).not.toHaveBeenCalledWith('remove', 'film 1')
    await userEvent.click(canvas.getByRole('button', { name: 'Remove film 1' }))
    await expect(onAction).toHaveBeenCalledWith('remove', 'film 1')
  },
}
