import { defineConfig } from '@playwright/test'
import type { EngineOptions } from './apps/demo/e2e/engines/testing.ts'
import { chromiumLaunchOptions } from './scripts/chromium.ts'

// Written once, run in every engine, on whatever each has in place of a background fetch of its own.
const inEveryEngine = '**/*.engines.ts'
const withoutBackgroundFetch = ['--disable-blink-features=BackgroundFetch']

export default defineConfig<EngineOptions>({
  testDir: 'apps/demo/e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: 'test-results',
  // The tests share service workers, ports and two cores: one after another.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  // Real browsers, killed, on a busy machine: one bad run is not a broken commit. The check names what needed a second one.
  retries: 1,
  reporter: 'list',
  use: { browserName: 'chromium', launchOptions: chromiumLaunchOptions(), trace: 'retain-on-failure' },
  projects: [
    { name: 'native' },
    {
      name: 'chromium-fallback',
      testMatch: inEveryEngine,
      use: { engine: 'chromium', engineArgs: withoutBackgroundFetch },
    },
    { name: 'firefox', testMatch: inEveryEngine, use: { engine: 'firefox' } },
    { name: 'webkit', testMatch: inEveryEngine, use: { engine: 'webkit' } },
  ],
})
