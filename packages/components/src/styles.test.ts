import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'

const css = readFileSync(new URL('styles.css', import.meta.url), 'utf8')
const rules = css.replaceAll(/\/\*.*?\*\//gs, '')

it('uses nothing that a bundler rewrites into something else', () => {
  // Lightning CSS at Vite's default target: see the head of the style sheet.
  expect(rules).not.toMatch(/light-dark\(|:dir\(/)
})

it('stays small', () => {
  expect(brotliCompressSync(rules.replaceAll(/\s+/g, ' ')).length).toBeLessThan(3_000)
})
