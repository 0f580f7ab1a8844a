import { defineConfig } from '@playwright/test'
import everyDay from './playwright.config.ts'

const { projects = [], ...base } = everyDay

export default defineConfig(base, {
  timeout: 20 * 60_000,
  // Those that name their tests are the ones in every engine.
  projects: projects.map((project) => ({
    ...project,
    testMatch: project.testMatch === undefined ? '**/*.slow.ts' : '**/*.slowEngines.ts',
  })),
})
