import { compile } from 'tailwindcss'
import preflight from 'tailwindcss/preflight.css?raw'
import theme from 'tailwindcss/theme.css?raw'
import utilities from 'tailwindcss/utilities.css?raw'
import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { DownloadButton } from './DownloadButton.js'
import { FetchFileList } from './FetchFileList.js'
import { FetchHistoryList } from './FetchHistoryList.js'
import { FetchItem } from './FetchItem.js'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSelectableList } from './FetchSelectableList.js'
import { everyState, filmUnderWay, TWELVE_FILES } from './fixtures/records.js'
import { twoFinished } from './fixtures/shelf.js'
import { Stage } from './fixtures/Stage.js'
import { byActivity } from './labels/grouping.js'
import { StorageMeter } from './StorageMeter.js'
import css from './styles.css?raw'

/** What `tailwindcss/index.css` imports, and ours. */
const SHEETS: Record<string, string> = {
  'theme.css': theme,
  'preflight.css': preflight,
  'utilities.css': utilities,
}

/** An app's entry style sheet as Tailwind makes it, with the utilities that were found in its sources. */
async function tailwind(order: string, classes: readonly string[]): Promise<string> {
  const entry = `${order}
    @import 'theme.css' layer(theme);
    @import 'preflight.css' layer(base);
    @import 'utilities.css' layer(utilities);
    @import '@longhaul/components/styles.css';`
  const { build } = await compile(entry, {
    loadStylesheet: (id) => Promise.resolve({ path: id, base: '/', content: SHEETS[id] ?? css }),
  })
  return build([...classes])
}

const ORDER = '@layer theme, base, longhaul, components, utilities;'

const sheet = document.createElement('style')
document.head.append(sheet)
afterEach(() => {
  sheet.textContent = ''
})

/** What is seen of an element beside its place and size. */
const PROPERTIES = [
  'borderWidth',
  'borderRadius',
  'backgroundColor',
  'color',
  'fontFamily',
  'fontSize',
  'fontWeight',
  'textAlign',
  'listStyleType',
  'cursor',
  'opacity',
  'overflow',
] as const

/** How each element looks, and where it stands. */
function looks(): readonly string[] {
  return [...document.querySelectorAll('[data-longhaul], [data-longhaul] *')].map((element) => {
    const style = getComputedStyle(element)
    const { x, y, width, height } = element.getBoundingClientRect()
    const box = [x, y, width, height].map((value) => Math.round(value))
    const name = element.getAttribute('data-longhaul') ?? element.tagName
    // A checkbox has no words: nobody sees its font.
    if (element instanceof HTMLInputElement) return `${name} ${box.join(' ')} ${style.accentColor}`
    return `${name} ${box.join(' ')} ${PROPERTIES.map((property) => style[property]).join(' | ')}`
  })
}

it('looks the same with the reset of Tailwind as without', async () => {
  sheet.textContent = css
  const rows = everyState(Date.UTC(2026, 4, 4, 12))
  await render(
    <Stage script={twoFinished}>
      <style>
        {'* { transition: none !important; animation: none !important } body { margin: 0; line-height: 1.5 }'}
      </style>
      <FetchProgressList />
      <FetchSelectableList groupBy={byActivity} />
      <FetchHistoryList />
      <FetchFileList record={filmUnderWay(TWELVE_FILES)} />
      <StorageMeter />
      {rows.map((record) => (
        <FetchItem key={record.id} record={record} onAction={() => {}} />
      ))}
      <DownloadButton record={rows[1]!} onAction={() => {}} />
    </Stage>,
  )
  await expect.poll(() => page.getByText('Offline map of Iceland').elements().length).toBe(4)
  await expect.element(page.getByRole('meter')).toBeVisible()
  const plain = looks()
  expect(plain.length).toBeGreaterThan(200)
  sheet.textContent = await tailwind(ORDER, [])
  expect(looks()).toEqual(plain)
})

it('gives way to a utility, on a component and on its parts', async () => {
  sheet.textContent = await tailwind(ORDER, [
    'rounded-none',
    'bg-[#010203]',
    'p-[3px]',
    '[&_button]:rounded-full',
  ])
  await render(
    <FetchItem
      record={filmUnderWay()}
      onAction={() => {}}
      className="rounded-none bg-[#010203] p-[3px] [&_button]:rounded-full"
    />,
  )
  const item = document.querySelector('[data-longhaul="item"]')!
  expect(getComputedStyle(item).backgroundColor).toBe('rgb(1, 2, 3)')
  expect(getComputedStyle(item).padding).toBe('3px')
  expect(getComputedStyle(item).display).toBe('grid')
  const button = page.getByRole('button', { name: 'Pause The Long Haul' }).element()
  expect(Number.parseFloat(getComputedStyle(button).borderRadius)).toBeGreaterThan(1_000)
})
