import type { Preview } from '@storybook/react-vite'
import '../packages/components/src/styles.css'
import { Table } from '../packages/components/docs/blocks/Table.tsx'
import '../packages/components/docs/themes/paper.css'
import '../packages/components/docs/themes/arcade.css'
import { DocsPage } from './DocsPage.tsx'

const preview: Preview = {
  parameters: {
    // An accessibility violation fails the story's test.
    a11y: { test: 'error' },
    docs: { container: DocsPage, components: { table: Table }, toc: { headingSelector: 'h2' } },
    options: {
      storySort: {
        order: ['Getting started', 'Headless', 'Theming', 'Words', 'What each browser does', 'Components'],
      },
    },
  },
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
  },
  initialGlobals: { theme: 'theme-none' },
  decorators: [
    (Story, { globals }) => (
      <div className={String(globals['theme'])}>
        <Story />
      </div>
    ),
  ],
}

export default preview
