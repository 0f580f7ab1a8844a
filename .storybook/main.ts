import type { StorybookConfig } from '@storybook/react-vite'
import remarkGfm from 'remark-gfm'
import { msw } from 'msw/vite'
import { defaultClientConditions, mergeConfig } from 'vite'

/** Tables in pages. */
const docs = {
  name: '@storybook/addon-docs',
  options: { mdxPluginOptions: { mdxCompileOptions: { remarkPlugins: [remarkGfm] } } },
}

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../packages/components/docs/**/*.mdx', '../packages/components/src/**/*.stories.tsx'],
  addons: [docs, '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (base) =>
    mergeConfig(base, {
      resolve: { conditions: ['@longhaul/source', ...defaultClientConditions] },
      // Serves the service worker that plays a server, and puts it beside the built pages.
      plugins: [msw({ mode: 'worker-only' })],
    }),
}

export default config
