import { everyPhrase } from '../packages/components/src/fixtures/languages.ts'
import type { Labels } from '../packages/components/src/labels/Labels.ts'
import { en } from '../packages/components/src/locales/en.ts'

/** What was said aloud was said in the language of that moment. */
const OURS = '[data-longhaul]:not([data-longhaul="announcer"])'
const english = everyPhrase(en)
const SPOKEN = ['aria-label', 'aria-valuetext', 'title']

/** What is wrong with the components on this page in a language: words left out or left in English, words out of view. */
export function findLanguageFaults(labels: Labels, width: number): readonly string[] {
  const leaks = findPhrasesOf(english, labels)
  return [...document.querySelectorAll<HTMLElement>(OURS)].flatMap((element) => [
    ...wordsOf(element).flatMap((words) => faultsOfWords(words, leaks)),
    ...faultsOfPlace(element, width),
    ...faultsOfDirection(element, labels),
  ])
}

/** English phrases that no phrase of this language has in it: a German download is a "Download" too. */
function findPhrasesOf(phrases: typeof english, labels: Labels): readonly string[] {
  const own = everyPhrase(labels).map(([, words]) => words)
  return phrases
    .map(([, words]) => words)
    .filter((words) => words.length >= 4 && !own.some((phrase) => isIn(words, phrase)))
}

function wordsOf(element: Element): readonly string[] {
  const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
  return [
    ...texts.map((node) => node.textContent ?? ''),
    ...SPOKEN.map((name) => element.getAttribute(name) ?? ''),
  ].filter((words) => words.trim() !== '')
}

function faultsOfWords(words: string, leaks: readonly string[]): readonly string[] {
  const holes = /undefined|null|NaN|\[object/.test(words) ? [`hole: ${words}`] : []
  return [...holes, ...leaks.filter((leak) => isIn(leak, words)).map((leak) => `English: ${leak}`)]
}

/** As words of their own: "Open" is not in "Opened". */
function isIn(phrase: string, words: string): boolean {
  const at = words.indexOf(phrase)
  if (at < 0) return false
  const around = (words[at - 1] ?? ' ') + (words[at + phrase.length] ?? ' ')
  return !/\p{L}/u.test(around)
}

function faultsOfPlace(element: HTMLElement, width: number): readonly string[] {
  const { left, right, width: own } = element.getBoundingClientRect()
  // What is a pixel wide is for screen readers.
  if (own <= 1 || (left >= -0.5 && right <= width + 0.5)) return []
  return [`out of view: ${element.dataset['longhaul']} from ${left} to ${right}`]
}

/** A row begins where reading begins: its picture stands there. */
function faultsOfDirection(element: HTMLElement, { direction }: Labels): readonly string[] {
  if (element.dataset['longhaul'] !== 'item-icon') return []
  const title = element.parentElement?.querySelector('[data-longhaul="item-title"]')
  if (!title) return []
  const isBefore = element.getBoundingClientRect().left < title.getBoundingClientRect().left
  return isBefore === (direction === 'ltr') ? [] : [`not laid out ${direction}: ${title.textContent}`]
}
