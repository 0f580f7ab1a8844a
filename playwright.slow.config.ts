import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig(base, { testMatch: '**/*.slow.ts', timeout: 20 * 60_000 })
