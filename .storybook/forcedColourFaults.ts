const BARS = '[data-longhaul="progress"][aria-valuenow]:not([aria-valuenow="0"])'
const BUTTONS = '[data-longhaul="item-action"], [data-longhaul="download-trigger"]'

/** What cannot be seen on this page in forced colours, and axe does not look for: how far a bar is, where a button ends. */
export function findForcedColourFaults(): readonly string[] {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
  return [
    ...all(BARS)
      .filter((bar) => !isFilled(bar))
      .map((bar) => `a bar without a fill: ${bar.ariaLabel}`),
    ...all(BUTTONS)
      .filter((button) => !isEdged(button))
      .map((button) => `a button without an edge: ${button.textContent}`),
  ]
}

function isFilled(bar: HTMLElement): boolean {
  return getComputedStyle(bar, '::before').backgroundColor !== getComputedStyle(bar).backgroundColor
}

function isEdged(button: HTMLElement): boolean {
  const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(button)
  return (
    Number.parseFloat(borderTopWidth) > 0 && borderTopStyle !== 'none' && borderTopColor !== backgroundColor
  )
}
