import type { Preview } from '@storybook/react-vite'
import '../packages/components/src/styles.css'

const preview: Preview = {
  tags: ['autodocs'],
  parameters: {
    // An accessibility violation fails the story's test.
    a11y: { test: 'error' },
  },
}

export default preview
