// After every story, whatever its play function left on the page: the accessibility check in the other modes, and a look
// at it in each of the languages, on the narrowest page. In place, so that nothing is played twice.
import * as accessibility from '@storybook/addon-a11y/preview'
import { afterEach, expect } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { configure } from 'storybook/test'
import { languages } from '../packages/components/src/fixtures/languages.ts'
import { findForcedColourFaults } from './forcedColourFaults.ts'
import { findLanguageFaults } from './languageFaults.ts'
import { PLAIN, setPageMode, type PageMode } from './pageMode.ts'

/** The part of a composed story that is needed here. */
type Story = Parameters<typeof accessibility.afterEach>[0]

interface Mode {
  readonly name: string
  readonly page: Partial<PageMode>
  readonly media: readonly { readonly name: string; readonly value: string }[]
  /** What else is looked for. */
  readonly findFaults?: () => readonly string[]
}

const MODES: readonly Mode[] = [
  { name: 'dark', page: { scheme: 'dark' }, media: [] },
  { name: 'right to left', page: { direction: 'rtl' }, media: [] },
  {
    name: 'forced colours',
    page: {},
    media: [{ name: 'forced-colors', value: 'active' }],
    findFaults: findForcedColourFaults,
  },
]

/** A loaded machine is no fault of a component. */
configure({ asyncUtilTimeout: 5_000 })

/** WCAG 2.2, 1.4.10: 400 % on a screen of 1280. */
const NARROWEST = 320

afterEach(async (context) => {
  const { story } = context as unknown as { story?: Story }
  if (context.task.result?.state === 'fail') return
  // Without one nothing would be looked at, and everything pass.
  if (!story) throw new Error(`No story came with the test “${context.task.name}”.`)
  try {
    for (const mode of MODES) await checkMode(mode, story)
    await checkLanguages()
  } finally {
    setPageMode(PLAIN)
    await emulate([])
  }
})

async function checkMode({ name, page, media, findFaults }: Mode, story: Story) {
  setPageMode({ ...PLAIN, ...page })
  await emulate(media)
  try {
    await accessibility.afterEach({ ...story, viewMode: 'story' })
    expect(findFaults?.() ?? []).toEqual([])
  } catch (error) {
    throw new Error(`In ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

async function checkLanguages() {
  await page.viewport(NARROWEST, 720)
  for (const labels of languages) {
    setPageMode({ ...PLAIN, language: labels.locale })
    // Rows measure themselves, and words come a frame later.
    await expect
      .poll(() => findLanguageFaults(labels, NARROWEST), {
        interval: 20,
        timeout: 3_000,
        message: labels.locale,
      })
      .toEqual([])
  }
}

/** What the browser says to media queries, beside what it is. */
async function emulate(features: Mode['media']) {
  await cdp().send('Emulation.setEmulatedMedia', { features: [...features] })
  // A mode that is not there would pass every check.
  for (const { name, value } of features) expect(matchMedia(`(${name}: ${value})`).matches).toBe(true)
}
