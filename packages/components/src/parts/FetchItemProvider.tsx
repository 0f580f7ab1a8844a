'use client'
import { useId, type ReactNode } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { availableActions, progressOf } from '@longhaul/hooks'
import type { FetchAction, QueuePlace } from '../labels/Labels.js'
import { FetchItemContext } from './FetchItemContext.js'
import { useLiveItem } from './useLiveItem.js'

/** A live item: the client's fetch of this id. */
export interface LiveItemProps {
  /** The fetch's id. */
  readonly id: string
  /** Shown until the live record is loaded: one from a page of history, say. */
  readonly initialRecord?: BackgroundFetchRecord | undefined
  readonly record?: never
}

/** An item that stands for itself, such as a record from elsewhere or a story. */
export interface RecordItemProps {
  /** What is shown. */
  readonly record: BackgroundFetchRecord
  /** Seconds until the last byte, once that is honest. @default null */
  readonly secondsLeft?: number | null
  /** Its place in the queue, where that is known. @default null */
  readonly queuePlace?: QueuePlace | null
  /** Called for every action; without it no action is available. */
  readonly onAction?: ((action: FetchAction, id: string) => void) | undefined
  /** Whether its engine can pause. @default true */
  readonly canPause?: boolean
}

export type FetchItemSource = LiveItemProps | RecordItemProps

/** Where a component that may stand alone finds its fetch. */
export interface ItemAroundProps {
  /** A live fetch. */
  readonly id?: string | undefined
  /** A record that stands for itself. Without `id` and `record` it is the item around the component. */
  readonly record?: BackgroundFetchRecord | undefined
}

/** Props of {@link FetchItemProvider}. */
export type FetchItemProviderProps = (FetchItemSource | ItemAroundProps) & { readonly children: ReactNode }

/**
 * Gives the parts inside it their item, with no element of its own: that of `record`, else of `id`, else the one that is
 * around already. Renders nothing while there is no such fetch.
 */
export function FetchItemProvider(props: FetchItemProviderProps) {
  if (props.record !== undefined) return <RecordItem {...props} record={props.record} />
  return props.id === undefined ? props.children : <LiveItem {...props} id={props.id} />
}

interface LiveProps extends Omit<LiveItemProps, 'record'> {
  readonly children: ReactNode
}

function LiveItem({ id, initialRecord, children }: LiveProps) {
  const item = useLiveItem(id, initialRecord)
  return item === null ? null : <FetchItemContext value={item}>{children}</FetchItemContext>
}

function RecordItem(props: RecordItemProps & { readonly children: ReactNode }) {
  const { record, secondsLeft = null, queuePlace = null, onAction, canPause = true, children } = props
  const item = {
    record,
    progress: progressOf(record),
    secondsLeft,
    queuePlace,
    available: onAction === undefined ? [] : availableActions(record, canPause),
    act: (action: FetchAction) => onAction?.(action, record.id),
    titleId: useId(),
  }
  return <FetchItemContext value={item}>{children}</FetchItemContext>
}
