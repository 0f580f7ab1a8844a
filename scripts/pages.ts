import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type * as Axe from 'axe-core'
import { chromium, type Page } from 'playwright'
import { preview } from 'vite'
import { chromiumLaunchOptions } from './chromium.ts'
import type { Counts } from './counts.ts'

interface StorybookIndex {
  readonly entries: Readonly<Record<string, { readonly id: string; readonly type: 'docs' | 'story' }>>
}

/** A telephone by day and a desk by night: between them they show what either would. */
const READERS = [
  { viewport: { width: 320, height: 700 }, colorScheme: 'light' },
  { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
] as const

/** A page is there within two seconds; a loaded machine takes its time. */
const PATIENCE_MS = 20_000

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Opens every page of a built Storybook's documentation. What is wrong with one is written out, and counts as a failure. */
export async function checkPages(storybook: string): Promise<Counts> {
  const { entries } = JSON.parse(readFileSync(join(storybook, 'index.json'), 'utf8')) as StorybookIndex
  const ids = Object.values(entries).flatMap(({ id, type }) => (type === 'docs' ? [id] : []))
  const server = await preview({ configFile: false, build: { outDir: storybook }, preview: { port: 0 } })
  const browser = await chromium.launch(chromiumLaunchOptions())
  const failed: string[] = []
  try {
    for (const reader of READERS) {
      const page = await browser.newPage(reader)
      page.setDefaultTimeout(PATIENCE_MS)
      await page.addInitScript(axe)
      for (const id of ids) {
        const faults = await look(page, `${server.resolvedUrls!.local[0]!}iframe.html?viewMode=docs&id=${id}`)
        if (faults.length === 0) continue
        const where = `${id} at ${reader.viewport.width} px, ${reader.colorScheme}`
        failed.push([where, ...faults].join('\n    '))
      }
      await page.close()
    }
  } finally {
    await browser.close()
    await server.close()
  }
  const passed = ids.length * READERS.length - failed.length
  return { passed, failed: failed.length, skipped: 0, faults: failed }
}

async function look(page: Page, url: string): Promise<readonly string[]> {
  const faults: string[] = []
  const onError = (error: Error) => faults.push(error.message)
  page.on('pageerror', onError)
  try {
    await page.goto(url)
    await page.locator('#storybook-docs h1').waitFor()
    // The blocks of code come last.
    await page.waitForFunction(() =>
      [...document.querySelectorAll('.docblock-source')].every((block) => block.querySelector('pre')),
    )
    faults.push(...(await page.evaluate(findFaults)))
  } catch (error) {
    faults.push(String(error), await page.locator('body').innerText())
  } finally {
    page.off('pageerror', onError)
  }
  return faults
}

/** Runs in the page. */
async function findFaults(): Promise<string[]> {
  const { scrollWidth, clientWidth } = document.documentElement
  const wide = scrollWidth > clientWidth ? [`is ${scrollWidth - clientWidth} px too wide`] : []
  const { axe } = window as unknown as { axe: typeof Axe }
  // What is ours: the examples and the pages' own words. Storybook's blocks are Storybook's.
  const { violations } = await axe.run(
    { include: ['#storybook-docs'], exclude: ['.docblock-source', '.sbdocs-toc--custom'] },
    { resultTypes: ['violations'], rules: { region: { enabled: false } } },
  )
  return [
    ...wide,
    ...violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`)),
  ]
}
