import type { Decorator, Preview } from '@storybook/react-vite'
import { useLayoutEffect, type ReactNode } from 'react'
import { languages } from '../packages/components/src/fixtures/languages.ts'
import { LabelsProvider } from '../packages/components/src/labels/LabelsProvider.tsx'
import '../packages/components/src/styles.css'
import { Table } from '../packages/components/docs/blocks/Table.tsx'
import '../packages/components/docs/themes/arcade.css'
import '../packages/components/docs/themes/paper.css'
import { DocsPage } from './DocsPage.tsx'
import { PLAIN, setPageMode, usePageLabels, type PageMode } from './pageMode.ts'

interface PageProps extends PageMode {
  readonly children: ReactNode
}

function Page({ scheme, direction, language, children }: PageProps) {
  useLayoutEffect(() => setPageMode({ scheme, direction, language }), [scheme, direction, language])
  return <LabelsProvider labels={usePageLabels()}>{children}</LabelsProvider>
}

/** A page in the mode that the toolbar names. */
const withPageMode: Decorator = (Story, { globals }) => (
  <Page {...(globals as unknown as PageMode)}>
    <Story />
  </Page>
)

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'A theme made of tokens alone',
      toolbar: {
        title: 'Theme',
        icon: 'paintbrush',
        items: [
          { value: 'theme-none', title: 'Default' },
          { value: 'theme-paper', title: 'Paper' },
          { value: 'theme-arcade', title: 'Arcade' },
        ],
        dynamicTitle: true,
      },
    },
    scheme: {
      description: 'Colour scheme',
      toolbar: { icon: 'mirror', items: ['light', 'dark'], dynamicTitle: true },
    },
    direction: {
      description: 'Direction of reading',
      toolbar: {
        icon: 'transfer',
        items: [{ value: 'auto', title: 'as the language' }, 'ltr', 'rtl'],
        dynamicTitle: true,
      },
    },
    language: {
      description: 'Language',
      toolbar: {
        icon: 'globe',
        items: languages.map(({ locale }) => ({
          value: locale,
          title: new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale,
        })),
        dynamicTitle: true,
      },
    },
  },
  parameters: {
    layout: 'fullscreen',
    // An accessibility violation fails the story's test; `modes.setup.ts` asks again in the other modes.
    // The size of targets (WCAG 2.2, 2.5.8) is off in axe unless asked for.
    a11y: { test: 'error', config: { rules: [{ id: 'target-size', enabled: true }] } },
    docs: { container: DocsPage, components: { table: Table }, toc: { headingSelector: 'h2' } },
    options: {
      storySort: {
        order: [
          'Getting started',
          'Headless',
          'Theming',
          'Words',
          'What each browser does',
          'Playground',
          'A bad train ride',
          'Statuses',
          'Components',
        ],
      },
    },
  },
  initialGlobals: { ...PLAIN, theme: 'theme-none' },
  decorators: [
    (Story, { globals }) => (
      <div className={String(globals['theme'])}>
        <Story />
      </div>
    ),
    withPageMode,
  ],
}

export default preview
