import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { STRICT_POLICY } from './server.ts'

const here = import.meta.dirname

it('shows in the README only what the apps under test do', () => {
  const readme = readFileSync(join(here, '../../packages/core/README.md'), 'utf8')
  const section = /^## With your bundler.*?(?=^## )/ms.exec(readme)![0]
  const shown = [...section.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code!.trim())
  const apps = globSync('app/**/*.js', { cwd: here }).map((file) => readFileSync(join(here, file), 'utf8'))
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((code) => !apps.some((app) => app.includes(code)))).toEqual([])
  expect(section).toContain(`Content-Security-Policy: ${STRICT_POLICY}\n`)
})
