// Every story at both ends of what screens are like, light and dark: `npm run screenshots [-- part of a story's id]`.
// The pictures and a page to look at them all lie in `.cache/screenshots`.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright'
import { preview } from 'vite'
import { chromiumLaunchOptions } from './chromium.ts'
import { cache, root, run } from './run.ts'

interface Shot {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

const SHOTS: readonly Shot[] = [320, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
)
/** Pages at once: stories wait more than they work. */
const PAGES = 3
/** Of the widest and longest; what is below is cut off. */
const TALLEST = 8_000
const STORY_TIMEOUT_MS = 60_000

const built = join(cache, 'storybook')
const folder = join(cache, 'screenshots')
const part = process.argv[2] ?? ''

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
await run('storybook', 'storybook', ['build', '--quiet', '--output-dir', built])
const ids = readStories().filter((id) => id.includes(part))
const server = await preview({ root, build: { outDir: built }, preview: { port: 0 }, logLevel: 'error' })
const browser = await chromium.launch(chromiumLaunchOptions())
const queue = [...ids]
const failed: string[] = []
await Promise.all(Array.from({ length: PAGES }, takeFromQueue))
await browser.close()
await server.close()
writeFileSync(join(folder, 'index.html'), contactSheet())
console.log(`${ids.length} stories, ${ids.length * SHOTS.length} pictures: ${join(folder, 'index.html')}`)
if (failed.length > 0) {
  console.error(`These did not come to their end: ${failed.join(', ')}`)
  process.exitCode = 1
}

function readStories(): readonly string[] {
  const { entries } = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')) as {
    entries: Record<string, { type: string }>
  }
  return Object.keys(entries).filter((id) => entries[id]!.type === 'story')
}

async function takeFromQueue() {
  const page = await browser.newPage({ reducedMotion: 'reduce' })
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    await take(page, id).catch((error: unknown) => {
      failed.push(`${id} (${String(error).split('\n')[0]})`)
    })
  }
  await page.close()
}

async function take(page: Page, id: string) {
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(`${server.resolvedUrls!.local[0]}iframe.html?id=${id}&viewMode=story`)
  // Storybook itself says so once the play function has come to its end.
  await page.waitForSelector('body.sb-show-main:not(.sb-show-preparing-story)')
  await page.waitForFunction(hasPlayed, undefined, { timeout: STORY_TIMEOUT_MS })
  for (const shot of SHOTS) {
    await page.setViewportSize({ width: shot.width, height: 800 })
    await page.evaluate((scheme) => void (document.documentElement.style.colorScheme = scheme), shot.scheme)
    // To the end of what the story shows, not of the window.
    const height = await page.evaluate(settledHeight)
    await page.screenshot({
      path: join(folder, fileName(id, shot)),
      clip: { x: 0, y: 0, width: shot.width, height: Math.max(1, Math.min(height, TALLEST)) },
      fullPage: true,
      animations: 'disabled',
    })
  }
}

/** Runs in the page. Rows measure themselves after they were laid out, so it is taken once it was the same for a while. */
async function settledHeight(): Promise<number> {
  let height = 0
  for (let frames = 0; frames < 5; frames += 1) {
    await new Promise(requestAnimationFrame)
    const { scrollHeight } = document.querySelector('#storybook-root')!
    if (scrollHeight !== height) frames = 0
    height = scrollHeight
  }
  return height
}

/** Runs in the page. */
function hasPlayed(): boolean {
  const preview = (globalThis as { __STORYBOOK_PREVIEW__?: { currentRender?: { phase?: string } } })
    .__STORYBOOK_PREVIEW__
  const phase = preview?.currentRender?.phase
  if (phase === 'errored' || phase === 'aborted') throw new Error(`The story ended ${phase}.`)
  return phase === 'finished' || phase === 'completed' || phase === 'played'
}

function fileName(id: string, { width, scheme }: Shot): string {
  return `${id}.${width}.${scheme}.png`
}

function contactSheet(): string {
  const rows = ids.map(
    (id) =>
      `<h2>${id}</h2><div>${SHOTS.map((shot) => `<img loading="lazy" src="${fileName(id, shot)}">`).join('')}</div>`,
  )
  return `<!doctype html><meta charset="utf-8"><title>Screenshots</title>
<style>body { font: 14px system-ui } div { display: flex; gap: 8px; align-items: start; overflow: auto } img { border: 1px solid #888 }</style>
${rows.join('\n')}\n`
}
