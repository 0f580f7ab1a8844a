import { defineConfig } from '@playwright/test'
import everyDay from './playwright.config.ts'

const { projects: _, ...base } = everyDay

export default defineConfig(base, { testMatch: '**/*.slow.ts', timeout: 20 * 60_000 })
