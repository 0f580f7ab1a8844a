import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './scripts/chromium.ts'

export default defineConfig({
  testDir: 'apps/demo/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // The tests share service workers, ports and two cores: one after another.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  reporter: 'list',
  use: { browserName: 'chromium', launchOptions: chromiumLaunchOptions(), trace: 'retain-on-failure' },
})
