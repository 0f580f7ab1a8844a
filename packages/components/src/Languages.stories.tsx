import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { FetchProgressList } from './FetchProgressList.js'
import { shelf } from './fixtures/shelf.js'
import { Frame, Stage } from './fixtures/Stage.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider } from './labels/LabelsProvider.js'
import { ar } from './locales/ar.js'
import { de } from './locales/de.js'
import { en } from './locales/en.js'
import { es } from './locales/es.js'
import { fr } from './locales/fr.js'
import { hi } from './locales/hi.js'
import { ja } from './locales/ja.js'
import { pt } from './locales/pt.js'
import { ru } from './locales/ru.js'
import { zh } from './locales/zh.js'

const meta = {
  title: 'Languages',
  component: FetchProgressList,
  parameters: { layout: 'fullscreen' },
} satisfies Meta<typeof FetchProgressList>
export default meta

type Story = StoryObj<typeof meta>

const inLanguage = (labels: Labels): Story => ({
  render: () => (
    <Stage script={shelf}>
      <LabelsProvider labels={labels}>
        <Frame dir={labels.direction}>
          <FetchProgressList />
        </Frame>
      </LabelsProvider>
    </Stage>
  ),
  play: async ({ canvas }) => {
    await expect(await canvas.findByRole('group', { name: labels.list })).toBeVisible()
    await expect(await canvas.findByText(labels.aborted)).toBeVisible()
    const pause = await canvas.findByRole('button', { name: `${labels.actions.pause} The Long Haul` })
    await expect(pause).toBeVisible()
    const list = canvas.getByRole('group', { name: labels.list })
    await expect(list.scrollWidth).toBe(list.clientWidth)
  },
})

/** The page is right to left; titles keep their own direction. */
export const Arabic: Story = inLanguage(ar)
export const Chinese: Story = inLanguage(zh)
export const English: Story = inLanguage(en)
export const French: Story = inLanguage(fr)
export const German: Story = inLanguage(de)
export const Hindi: Story = inLanguage(hi)
export const Japanese: Story = inLanguage(ja)
export const Portuguese: Story = inLanguage(pt)
export const Russian: Story = inLanguage(ru)
export const Spanish: Story = inLanguage(es)
