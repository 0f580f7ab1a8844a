import type { CSSProperties } from 'react'

interface ProgressAttributes {
  readonly role: 'progressbar'
  readonly 'aria-valuemin': number
  readonly 'aria-valuemax': number
  readonly 'aria-valuenow': number | undefined
  readonly 'data-indeterminate': '' | undefined
  readonly style: CSSProperties
}

/**
 * What makes an element a progress bar: its role, its number for assistive technology, and `--longhaul-done` (0 to 1)
 * for style sheets. `null` progress claims no number (`data-indeterminate`).
 */
export function progressAttributes(
  progress: number | null,
  style: CSSProperties | undefined,
): ProgressAttributes {
  const isKnown = progress !== null
  return {
    role: 'progressbar',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': isKnown ? Math.floor(progress * 100) : undefined,
    'data-indeterminate': isKnown ? undefined : '',
    style: { ...(isKnown ? ({ '--longhaul-done': progress } as CSSProperties) : {}), ...style },
  }
}
