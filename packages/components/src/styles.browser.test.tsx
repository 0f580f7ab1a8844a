import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import mine from './fixtures/mine.module.css'
import { Stage } from './fixtures/Stage.js'
import { filmUnderWay } from './fixtures/records.js'
import { FetchItemAction } from './parts/FetchItemAction.js'
import { FetchItemProgress } from './parts/FetchItemProgress.js'
import { FetchItemRoot } from './parts/FetchItemRoot.js'
import { FetchItemStatus } from './parts/FetchItemStatus.js'
import { FetchItemTitle } from './parts/FetchItemTitle.js'
import { FetchSelectionAll } from './parts/FetchSelectionAll.js'
import { FetchSelectionCheckbox } from './parts/FetchSelectionCheckbox.js'
import { FetchSelectionRoot } from './parts/FetchSelectionRoot.js'
import css from './styles.css?inline'
import './styles.css'

/** Every rule that selects something, with the layer it is in. */
function styleRules(rules: CSSRuleList, layer = ''): readonly { selector: string; layer: string }[] {
  return [...rules].flatMap((rule) => {
    if (rule instanceof CSSStyleRule) return [{ selector: rule.selectorText, layer }]
    if (rule instanceof CSSLayerBlockRule) return styleRules(rule.cssRules, rule.name)
    return rule instanceof CSSGroupingRule ? styleRules(rule.cssRules, layer) : []
  })
}

it('has no selector outside its layer, and none that weighs anything but a pseudo-element', () => {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  const rules = styleRules(sheet.cssRules)
  expect(rules.length).toBeGreaterThan(60)
  const outside = rules.filter(({ layer }) => layer !== 'longhaul')
  expect(outside.map(({ selector }) => selector)).toEqual([])
  // What `:where()` holds weighs nothing; what is left of a selector must be nothing but `::before`.
  const weighing = rules.filter(
    ({ selector }) => !/^(::before)?(, (::before)?)*$/.test(withoutWhere(selector)),
  )
  expect(weighing.map(({ selector }) => selector)).toEqual([])
})

/** A selector without its `:where(…)`, whatever is nested in them. */
function withoutWhere(selector: string): string {
  let depth = 0
  return selector.replaceAll(/:where\(|\(|\)|[^()]/g, (token) => {
    if (depth > 0) {
      if (token === ')') depth -= 1
      else if (token.endsWith('(')) depth += 1
      return ''
    }
    if (token !== ':where(') return token
    depth = 1
    return ''
  })
}

it('gives way to one class of a CSS module, on every part', async () => {
  const record = filmUnderWay()
  await render(
    <FetchItemRoot record={record} onAction={() => {}} className={mine['row']}>
      <FetchItemTitle className={mine['title']} />
      <FetchItemProgress className={mine['bar']} />
      <FetchItemStatus className={mine['status']}>…</FetchItemStatus>
      <FetchItemAction action="pause" className={mine['button']}>
        Pause
      </FetchItemAction>
    </FetchItemRoot>,
  )
  const styleOf = (part: string) => getComputedStyle(document.querySelector(`[data-longhaul="${part}"]`)!)
  await expect.element(page.getByRole('button', { name: 'Pause The Long Haul' })).toBeVisible()
  expect(styleOf('item').padding).toBe('3px')
  expect(styleOf('item').backgroundColor).toBe('rgb(1, 2, 3)')
  // What the class does not say stays ours.
  expect(styleOf('item').display).toBe('grid')
  expect(styleOf('item-title').fontWeight).toBe('300')
  expect(styleOf('progress').height).toBe('17px')
  expect(styleOf('progress').backgroundColor).toBe('rgb(4, 5, 6)')
  expect(styleOf('item-status').fontSize).toBe('19px')
  expect(styleOf('item-action').minWidth).toBe('99px')
  expect(styleOf('item-action').borderRadius).toBe('7px')
})

it('shows the focus of a box outside of it: its filling has the same colour', async () => {
  await render(
    <Stage>
      <FetchSelectionRoot ids={['film']}>
        <FetchSelectionAll aria-label="All" />
        <FetchItemRoot record={filmUnderWay()}>
          <FetchSelectionCheckbox aria-label="Select" />
          <FetchItemTitle />
        </FetchItemRoot>
      </FetchSelectionRoot>
    </Stage>,
  )
  for (const name of ['All', 'Select The Long Haul']) {
    await userEvent.tab()
    await expect.element(page.getByRole('checkbox', { name })).toHaveFocus()
    const { outlineStyle, outlineOffset } = getComputedStyle(document.activeElement!)
    expect([outlineStyle, outlineOffset]).toEqual(['solid', '2px'])
  }
})
