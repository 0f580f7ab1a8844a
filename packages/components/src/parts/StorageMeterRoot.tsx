'use client'
import { useBackgroundFetchStorage } from '@longhaul/hooks'
import { part, type PartProps } from './part.js'
import { StorageMeterContext } from './StorageMeterContext.js'
import { useFocusKept } from './useFocusKept.js'

/** Props of {@link StorageMeterRoot}. */
export type StorageMeterRootProps = PartProps<'div'> & {
  /** How many fetches are told apart, at most. @default 5 */
  readonly shares?: number | undefined
}

/**
 * What the browser says of this site's storage: an element, and the context of the parts in it. Focus stays in it when
 * its button goes.
 */
export function StorageMeterRoot({ shares, ...props }: StorageMeterRootProps) {
  const meter = useBackgroundFetchStorage(shares)
  const own = {
    'data-longhaul': 'storage',
    'data-keeping': meter.keeping,
    role: 'group',
    tabIndex: -1,
    ...useFocusKept('button'),
  } as const
  return <StorageMeterContext value={meter}>{part('div', own, props)}</StorageMeterContext>
}
