const SEPARATOR = ' · '
const NO_BREAK_SPACE = '\u00A0'

/** Facts side by side, such as an amount and a speed. `null` is left out. */
export function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(SEPARATOR)
}

/** Joined, so that a narrow place breaks it after a separator and not between a number and its unit. */
export function unbroken(...parts: readonly (string | null)[]): string {
  return joined(...parts).replaceAll(/(?<!·) /g, NO_BREAK_SPACE)
}
