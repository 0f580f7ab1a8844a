import { defineConfig } from '@playwright/test'
import type { EngineOptions } from '../../apps/demo/e2e/engines/testing.ts'

export default defineConfig<EngineOptions>({
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../../test-results/bundlers',
  globalSetup: './buildApps.ts',
  workers: 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: 'list',
  projects: [
    { name: 'native', grep: /@native/, use: { engine: 'chromium' } },
    {
      name: 'chromium',
      grepInvert: /@native/,
      use: { engine: 'chromium', engineArgs: ['--disable-blink-features=BackgroundFetch'] },
    },
    { name: 'firefox', grep: /@everywhere/, use: { engine: 'firefox' } },
    { name: 'webkit', grep: /@everywhere/, use: { engine: 'webkit' } },
  ],
})
