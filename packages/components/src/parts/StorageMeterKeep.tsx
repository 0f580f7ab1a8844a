'use client'
import { part, type PartProps } from './part.js'
import { useStorageMeter } from './StorageMeterContext.js'

/** A button that asks the browser to keep this site's storage. Nothing where it does already, or cannot be asked. */
export function StorageMeterKeep(props: PartProps<'button'>) {
  const meter = useStorageMeter()
  if (meter === null || meter.keeping === 'kept' || meter.keeping === 'unknown') return null
  const own = { type: 'button', onClick: meter.keep, 'aria-busy': meter.keeping === 'asking' } as const
  return part('button', { 'data-longhaul': 'item-action', 'data-action': 'keep', ...own }, props)
}
