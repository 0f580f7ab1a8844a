import { whyBlocked } from '../../platform/blockedUrl.js'

/**
 * What could only become a network error is refused at the start, as Chromium does and its tests ask.
 *
 * @param base where the page lives
 * @throws TypeError
 */
export function checkUrl(href: string, base: string): void {
  const why = whyBlocked(href, base)
  if (why !== null) throw new TypeError(`${href}: ${why}`)
}

/** Fetch, "Main fetch": a URL that looks like the rest of somebody's markup. */
export function checkDanglingMarkup(input: string): void {
  if (/[\t\n\r]/.test(input) && input.includes('<'))
    throw new TypeError('The URL holds a line break and “<”, as dangling markup does.')
}
