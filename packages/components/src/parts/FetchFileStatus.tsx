'use client'
import { useFetchFile } from './FetchFileContext.js'
import { part, type PartProps } from './part.js'

/** The file's line of words. It has none of its own. */
export function FetchFileStatus(props: PartProps<'div'>) {
  const context = useFetchFile()
  if (context === null) return null
  return part('div', { 'data-longhaul': 'file-status', 'data-state': context.state ?? undefined }, props)
}
