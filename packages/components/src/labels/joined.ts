const SEPARATOR = ' · '
const NO_BREAK_SPACE = '\u00A0'
const WORD_JOINER = '\u2060'

/** Facts side by side, such as an amount and a speed. `null` is left out. */
export function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(SEPARATOR)
}

/** Joined, so that a narrow place breaks it after a separator and not between a number and its unit. */
export function unbroken(...parts: readonly (string | null)[]): string {
  // Between Latin letters no browser breaks at a slash; in "МБ/с", "م.ب/ث" and "MB/秒" it does.
  return joined(...parts)
    .replaceAll(/(?<!·) /g, NO_BREAK_SPACE)
    .replaceAll(/\/(?!\w)/g, `/${WORD_JOINER}`)
}

/** A sentence that breaks between any two words, but for a number and what it counts. */
export function withNumbersKept(sentence: string): string {
  return sentence.replaceAll(/(?<=\d) /g, NO_BREAK_SPACE)
}
