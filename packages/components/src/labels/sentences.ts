import type { InterruptionFacts } from './Labels.js'

/** Sentences one after the other, with a space between them where the language has one. `null` is left out. */
export function sentences(...all: readonly (string | null)[]): string {
  return all
    .filter((sentence) => sentence !== null)
    .reduce((text, sentence) => (/(^|[。！？])$/.test(text) ? text + sentence : `${text} ${sentence}`), '')
}

/** `text` with a full stop, where it does not bring one along, as the abbreviation in "noch 20 Sek." does. */
export function fullStop(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}

/**
 * Words for an interruption: what happened, and how it goes on, by itself or (`needsUser`) by what a person does. `null`
 * where there is nothing to add.
 */
export function interruption(
  what: string,
  byItself: string | null | ((secondsToNext: number | null) => string),
  byHand: string | null,
): (facts: InterruptionFacts) => string {
  return ({ needsUser, secondsToNext }) => {
    if (needsUser) return sentences(what, byHand)
    return sentences(what, typeof byItself === 'function' ? byItself(secondsToNext) : byItself)
  }
}
