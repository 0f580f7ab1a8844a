import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { BackgroundFetchError, type BackgroundFetchErrorCode } from './errors.js'

const PAGES = join(import.meta.dirname, '../../../docs/errors')

/** The type checker sees to it that this list is whole. */
const CODES: Readonly<Record<BackgroundFetchErrorCode, true>> = {
  'invalid-id': true,
  'duplicate-id': true,
  'unknown-id': true,
  'no-requests': true,
  'invalid-url': true,
  'credentials-in-url': true,
  'no-cors': true,
  'unsupported-method': true,
  'unsupported-body': true,
  'invalid-size': true,
  'invalid-integrity': true,
  'invalid-option': true,
  'client-disposed': true,
  'listener-too-late': true,
  'not-supported': true,
}
const codes = Object.keys(CODES) as BackgroundFetchErrorCode[]

it('has a page for every code, and no page without a code', () => {
  expect(readdirSync(PAGES).toSorted()).toEqual(codes.map((code) => `${code}.md`).toSorted())
})

it.each(codes)('says on the page of %s what happened, why it matters and what to do', (code) => {
  const page = readFileSync(join(PAGES, `${code}.md`), 'utf8')
  const headings = page.match(/^# `.+?`|^\*\*.+?\*\*|^(?:Wrong|Right):$|^```ts$/gm)
  expect(headings).toEqual([
    `# \`${code}\``,
    '**What happened.**',
    '**Why it matters.**',
    '**What to do.**',
    'Wrong:',
    '```ts',
    'Right:',
    '```ts',
  ])
})

it('leads from the message to the page, and keeps the cause', () => {
  const cause = new TypeError('Invalid URL')
  const error = new BackgroundFetchError('invalid-url', '“https://” is not a URL.', { cause })
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'BackgroundFetchError', code: 'invalid-url', cause })
  expect(String(error)).toBe('BackgroundFetchError: “https://” is not a URL. (docs/errors/invalid-url.md)')
})
