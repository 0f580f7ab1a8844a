'use client'
import type { CSSProperties } from 'react'
import { part, type PartProps } from './part.js'
import { useStorageMeter } from './StorageMeterContext.js'

/**
 * How full it is: `role="meter"`, with `--longhaul-done` (0 to 1) for style sheets; nothing where the browser does not
 * tell. Its name and its words are the caller's.
 */
export function StorageMeterBar({ style, ...props }: PartProps<'div'>) {
  const fraction = useStorageMeter()?.fraction ?? null
  if (fraction === null) return null
  const own = {
    role: 'meter',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': Math.round(fraction * 100),
    style: { '--longhaul-done': fraction, ...style } as CSSProperties,
  }
  return part('div', { 'data-longhaul': 'progress', 'data-meter': '', ...own }, props)
}
