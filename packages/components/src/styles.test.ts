import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { tokens } from '../docs/blocks/tokens.js'

const css = readFileSync(new URL('styles.css', import.meta.url), 'utf8')
const rules = css.replaceAll(/\/\*.*?\*\//gs, '')

it('uses nothing that a bundler rewrites into something else', () => {
  // Lightning CSS at Vite's default target: see the head of the style sheet.
  expect(rules).not.toMatch(/light-dark\(|:dir\(/)
})

it('has a picture and a purpose in the documentation for every token', () => {
  const root = /:where\(:root, :host\) \{(.*?)\}/s.exec(rules)?.[1] ?? ''
  const declared = [...root.matchAll(/(--longhaul-[\w-]+):/g)].map(([, name]) => name)
  expect(tokens.map(({ name }) => name)).toEqual(declared)
})

it('stays small', () => {
  expect(brotliCompressSync(rules.replaceAll(/\s+/g, ' ')).length).toBeLessThan(3_000)
})
