import { describe, expect, it } from 'vitest'
import { everyPhrase, languages } from '../fixtures/languages.js'
import { everyState, film, NOON } from '../fixtures/records.js'
import { en } from '../locales/en.js'
import type { Labels } from './Labels.js'
import { progressText, statusLine } from './statusLine.js'

/** Words that no other language here has. */
const ENGLISH =
  /\b(the|this|that|of|on|when|then|not|is|are|and|by|to|waiting|left|next|try|retry|files|sent|used|free|keep|kept|failed|cancelled|paused|resumes?|yesterday|now)\b/i
/** What is written in Latin letters everywhere: units, and the name of a standard. */
const LATIN_EVERYWHERE = /\b([kKMGT]B|Wi-Fi)\b/g
/** Loanwords: the same word, and the right one. */
const LOANWORDS: Readonly<Record<string, readonly string[]>> = { de: ['list'], pt: ['list'] }

const foreign = languages.filter((labels) => labels !== en)
const facts = { now: NOON, secondsLeft: 11.2, queuePlace: { place: 3, behind: null } }

const lines = (labels: Labels) =>
  everyState(NOON).flatMap((record) => [
    statusLine(record, labels, facts),
    progressText(record, labels, facts),
  ])

describe.each(languages.map((labels) => [labels.locale, labels] as const))('in %s', (_, labels) => {
  it('has every line whole, with nothing left open', () => {
    for (const words of [...lines(labels), ...everyPhrase(labels).map(([, phrase]) => phrase)]) {
      expect(words).toMatch(/^\S.*[^\s·]$/)
      expect(words).not.toMatch(/undefined|null|NaN|\[object|[#{}]|\.\.|  /)
    }
  })

  it('breaks a line neither between a number and its unit nor inside of a unit', () => {
    for (const record of everyState(NOON)) {
      const words = statusLine(record, labels, facts)
      expect(words).not.toMatch(/\d [^·]/)
      expect(words).not.toMatch(/\/[^\w\u2060]/)
    }
  })

  it('says what it was given', () => {
    const { format } = labels
    expect(labels.amount(24_100_000, 60_000_000)).toContain(format.bytesWithin(24_100_000, 60_000_000))
    expect(labels.amount(24_100_000, 60_000_000)).toContain(format.bytes(60_000_000))
    expect(labels.timeLeft(12)).toContain(format.duration(12))
    expect(labels.queued({ place: 1, behind: 'Harbour' })).toContain('Harbour')
    expect(labels.queued({ place: 37, behind: null })).toContain(format.count(37))
    expect(labels.files(10, 3_412)).toContain(format.count(3_412))
    expect(labels.retryFetches(7, 3_412)).toContain(format.count(3_412))
    expect(labels.retryFetches(7, 3_412).replace(format.count(3_412), '')).toContain(format.count(7))
    expect(labels.interrupted.server({ needsUser: false, secondsToNext: 20 })).toContain(format.duration(20))
    expect(labels.failed['bad-status']({ reason: 'bad-status', httpStatus: 404, url: null })).toContain('404')
    for (const say of Object.values(labels.announce)) {
      expect(say(['Harbour'])).toContain('Harbour')
      expect(say(Array.from({ length: 37 }, String) as [string])).toContain(format.count(37))
    }
    for (const say of Object.values(labels.counted)) expect(say(37)).toContain(format.count(37))
    for (const say of [labels.selection.count, labels.selection.removed])
      expect(say(37)).toContain(format.count(37))
    expect(labels.selection.askRemove(37, '7,7')).toContain(format.count(37))
    expect(labels.selection.askRemove(37, '7,7')).toContain('7,7')
    for (const say of [labels.askRemove, labels.storage.used, labels.storage.free])
      expect(say('7,7')).toContain('7,7')
  })

  it('has words of its own for whoever is needed and whatever happens by itself', () => {
    const failure = film({ status: 'failed', failure: { reason: 'lost', httpStatus: null, url: null } })
    expect(statusLine(failure, labels)).not.toBe(statusLine(film({ status: 'aborted' }), labels))
    const offline = labels.interrupted.offline
    expect(offline({ needsUser: true, secondsToNext: null })).not.toBe(
      offline({ needsUser: false, secondsToNext: null }),
    )
  })
})

describe.each(foreign.map((labels) => [labels.locale, labels] as const))('in %s', (locale, labels) => {
  it('lets no English through', () => {
    // A language in its own script has no Latin letter, but for a unit's. A Russian second has a Latin "c" in CLDR.
    const isLatin = /[a-z]{4}/i.test(labels.storing)
    const leak = (words: string) =>
      isLatin ? ENGLISH.exec(words) : /[a-z]/i.exec(words.replaceAll(LATIN_EVERYWHERE, '').replace('/c', ''))
    for (const words of [...lines(labels), ...everyPhrase(labels).map(([, phrase]) => phrase)]) {
      expect(leak(words)).toBeNull()
    }
  })

  it('translates every phrase', () => {
    const english = everyPhrase(en)
    const same = everyPhrase(labels).filter(([name, words], index) => {
      return words === english[index]?.[1] && LOANWORDS[locale]?.includes(name) !== true
    })
    expect(same).toEqual([])
  })
})

it('has six Arabic plurals and four Russian forms', () => {
  const [ar, ru] = ['ar', 'ru'].map((locale) => languages.find((labels) => labels.locale === locale)!)
  const withoutNumber = (words: string) => words.replaceAll(/[\d\u0660-\u0669,.٬\s]/g, '')
  const arabic = [1, 2, 3, 11, 100].map((count) => withoutNumber(ar!.files(0, count)))
  expect(new Set(arabic).size).toBe(5)
  const russian = [1, 2, 5].map((count) => withoutNumber(ru!.announce.completed(titles(count + 20))))
  expect(new Set(russian).size).toBe(3)
})

it('lays Arabic out from right to left, and nothing else', () => {
  expect(languages.filter(({ direction }) => direction === 'rtl').map(({ locale }) => locale)).toEqual(['ar'])
})

it('puts no space between Japanese or Chinese sentences', () => {
  for (const labels of languages.filter(({ locale }) => locale === 'ja' || locale === 'zh'))
    for (const line of lines(labels)) expect(line).not.toMatch(/。 /)
})

const titles = (count: number) => Array.from({ length: count }, String) as unknown as [string]
