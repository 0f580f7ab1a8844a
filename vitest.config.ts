import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defaultClientConditions, defaultServerConditions } from 'vite'
import { defineConfig } from 'vitest/config'
import { chromiumLaunchOptions } from './scripts/chromium.ts'

const SOURCE = '@longhaul/source'
const serverSource = {
  resolve: { conditions: [SOURCE, ...defaultServerConditions] },
  ssr: { resolve: { conditions: [SOURCE, ...defaultServerConditions] } },
}
const clientSource = { resolve: { conditions: [SOURCE, ...defaultClientConditions] } }

// What takes a tenth of a second here takes its time on two busy cores. A test that passes is none the slower.
const patience = { testTimeout: 30_000, hookTimeout: 30_000, expect: { poll: { timeout: 10_000 } } }

// Made anew for each project: Vitest writes into the object it is given.
const chromium = () => ({
  enabled: true,
  headless: true,
  screenshotFailures: false,
  provider: playwright({ launchOptions: chromiumLaunchOptions() }),
  instances: [{ browser: 'chromium' as const }],
})

export default defineConfig({
  test: {
    passWithNoTests: true,
    projects: [
      {
        ...serverSource,
        test: {
          ...patience,
          name: 'unit',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'apps/*/{src,server}/**/*.test.ts', 'tests/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
        },
      },
      {
        ...serverSource,
        plugins: [react()],
        test: {
          ...patience,
          name: 'dom',
          environment: 'jsdom',
          setupFiles: ['./tests/setup.dom.ts'],
          include: ['packages/*/src/**/*.test.tsx', 'apps/*/src/**/*.test.tsx'],
          exclude: ['**/*.browser.test.tsx'],
        },
      },
      {
        ...clientSource,
        plugins: [react()],
        test: {
          ...patience,
          name: 'browser',
          include: ['packages/*/src/**/*.browser.test.{ts,tsx}'],
          browser: chromium(),
        },
      },
      {
        ...clientSource,
        plugins: [storybookTest({ configDir: '.storybook' })],
        // Found late, they would reload the page in the middle of a test.
        optimizeDeps: { include: ['@storybook/addon-a11y/preview', 'msw', 'msw/browser'] },
        test: {
          ...patience,
          name: 'stories',
          setupFiles: ['.storybook/modes.setup.ts'],
          browser: chromium(),
        },
      },
    ],
  },
})
