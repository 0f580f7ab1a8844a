import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('styles.css', import.meta.url), 'utf8')
const rules = css.replaceAll(/\/\*.*?\*\//gs, '')

it('uses nothing that a bundler rewrites into something else', () => {
  // Lightning CSS at Vite's default target: see the head of the style sheet.
  expect(rules).not.toMatch(/light-dark\(|:dir\(/)
})

it('has no selector that a class of the page could not beat', () => {
  const selectors = rules.matchAll(/^\s*([^@{}/]*\[data-longhaul[^{}]*)\{/gm)
  let count = 0
  for (const [, selector = ''] of selectors) {
    count += 1
    expect(selector.replaceAll(/\s+/g, ' ').trim()).toMatch(/^(:where\(.*\)(::before)?(, )?)+$/)
  }
  expect(count).toBeGreaterThan(20)
})

it('stays small', () => {
  expect(brotliCompressSync(rules.replaceAll(/\s+/g, ' ')).length).toBeLessThan(3_000)
})
