import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fn } from 'storybook/test'
import { filmUnderWay } from './fixtures/records.js'
import { Frame } from './fixtures/Stage.js'
import { statusLine } from './labels/statusLine.js'
import { en } from './locales/en.js'
import { FetchItemAction } from './parts/FetchItemAction.js'
import { FetchItemActions } from './parts/FetchItemActions.js'
import { FetchItemProgress } from './parts/FetchItemProgress.js'
import { FetchItemRoot } from './parts/FetchItemRoot.js'
import { FetchItemStatus } from './parts/FetchItemStatus.js'
import { FetchItemTitle } from './parts/FetchItemTitle.js'

const record = filmUnderWay()

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
