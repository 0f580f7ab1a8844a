'use client'
import { part, type PartProps } from './part.js'
import { progressAttributes } from './progressAttributes.js'
import { useStorageMeter } from './StorageMeterContext.js'

/**
 * How full it is: `role="meter"`, with `--longhaul-done` (0 to 1) for style sheets; nothing where the browser does not
 * tell. Its name and its words are the caller's.
 */
export function StorageMeterBar({ style, ...props }: PartProps<'div'>) {
  const fraction = useStorageMeter()?.fraction ?? null
  if (fraction === null) return null
  const own = {
    'data-longhaul': 'progress',
    'data-meter': '',
    ...progressAttributes(fraction, style),
    role: 'meter',
    // Rounded, and not down as progress is: nobody waits for its end.
    'aria-valuenow': Math.round(fraction * 100),
  } as const
  return part('div', own, props)
}
