'use client'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { FetchAnnouncer } from './FetchAnnouncer.js'
import { FetchItem } from './FetchItem.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { FetchRowList } from './FetchRowList.js'
import { useFetchRows, type FetchRowsProps } from './useFetchRows.js'

/** Props of {@link FetchProgressList}. */
export interface FetchProgressListProps
  extends Omit<ComponentPropsWithRef<'div'>, 'children'>, FetchRowsProps {
  /** @default the nearest `LabelsProvider`'s, else English */
  readonly labels?: Labels | undefined
  /** A row of your own. Keep it the same function between renders. @default FetchItem */
  readonly renderItem?: ((id: string) => ReactNode) | undefined
}

const itemOf = (id: string) => <FetchItem id={id} />

/**
 * Every background fetch, live, the newest first. The list renders when fetches come, go and change status; a tick renders
 * the one row it is about. Needs `@longhaul/components/styles.css`, or a style sheet of your own.
 */
export function FetchProgressList({ labels: own, renderItem = itemOf, ...props }: FetchProgressListProps) {
  const labels = useLabels(own)
  const [list, rest] = useFetchRows(props, renderItem, labels)
  return (
    <LabelsProvider labels={labels}>
      <FetchRowList aria-label={labels.list} {...list} {...rest}>
        <FetchAnnouncer />
      </FetchRowList>
    </LabelsProvider>
  )
}
