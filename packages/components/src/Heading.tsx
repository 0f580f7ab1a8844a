import type { Labels } from './labels/Labels.js'

/** Props of {@link Heading}. */
export interface HeadingProps {
  readonly labels: Labels
  /** How many rows stand under it. */
  readonly count?: number
  readonly children: string
}

/** Stands over the rows of a day, or of a group. */
export function Heading({ labels, count, children }: HeadingProps) {
  return (
    <h3 data-longhaul="heading" lang={labels.locale} dir={labels.direction}>
      {children}
      {count !== undefined && <span data-longhaul="heading-count"> {labels.format.count(count)}</span>}
    </h3>
  )
}
