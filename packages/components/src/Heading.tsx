'use client'
import { useLabels } from './labels/LabelsProvider.js'

/** Props of {@link Heading}. */
export interface HeadingProps {
  /** How many rows stand under it. */
  readonly count?: number
  readonly children: string
}

/** Stands over the rows of a day, or of a group. */
export function Heading({ count, children }: HeadingProps) {
  const { locale, direction, format } = useLabels()
  return (
    <h3 data-longhaul="heading" lang={locale} dir={direction}>
      {children}
      {count !== undefined && <span data-longhaul="heading-count"> {format.count(count)}</span>}
    </h3>
  )
}
