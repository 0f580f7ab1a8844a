'use client'
import { useStorageEstimate, type BackgroundFetchStorageEstimate } from '@longhaul/hooks'
import { part, type PartProps } from './part.js'
import { StorageMeterContext } from './StorageMeterContext.js'
import { useFocusKept } from './useFocusKept.js'
import { useKeeping } from './useKeeping.js'
import { useStoredShares } from './useStoredShares.js'

const UNKNOWN: BackgroundFetchStorageEstimate = { usage: null, quota: null, isPersisted: null }

/** Props of {@link StorageMeterRoot}. */
export type StorageMeterRootProps = PartProps<'div'> & {
  /** How many fetches are told apart, at most. @default 5 */
  readonly shares?: number | undefined
}

/**
 * What the browser says of this site's storage: an element, and the context of the parts in it. Focus stays in it when
 * its button goes.
 */
export function StorageMeterRoot({ shares: most = 5, ...props }: StorageMeterRootProps) {
  const { data, refetch } = useStorageEstimate()
  const { usage, quota, isPersisted } = data ?? UNKNOWN
  const [keeping, keep] = useKeeping(isPersisted, () => void refetch())
  const shares = useStoredShares(most)
  const isKnown = usage !== null && quota !== null && quota > 0
  const meter =
    data === undefined
      ? null
      : {
          used: usage,
          // Blurred numbers need not agree.
          free: usage === null || quota === null ? null : Math.max(0, quota - usage),
          fraction: isKnown ? Math.min(1, usage / quota) : null,
          shares,
          rest:
            usage === null ? null : Math.max(0, usage - shares.reduce((sum, { bytes }) => sum + bytes, 0)),
          keeping,
          keep,
        }
  const keepingFocus = useFocusKept('button')
  const own = { 'data-keeping': keeping, role: 'group', tabIndex: -1, ...keepingFocus }
  return (
    <StorageMeterContext value={meter}>
      {part('div', { 'data-longhaul': 'storage', ...own }, props)}
    </StorageMeterContext>
  )
}
