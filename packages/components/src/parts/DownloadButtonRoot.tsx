'use client'
import { useMemo, useState, type ReactNode } from 'react'
import type {
  BackgroundFetchOptions,
  BackgroundFetchRecord,
  BackgroundFetchRequestLike,
} from '@longhaul/core'
import { useBackgroundFetch } from '@longhaul/hooks'
import type { FetchAction } from '../labels/Labels.js'
import { nameOfRequests } from '../labels/nameOfRequests.js'
import { titleOf } from '@longhaul/hooks'
import {
  DownloadButtonContext,
  type DownloadButtonState,
  type DownloadStep,
} from './DownloadButtonContext.js'
import { FetchItemContext, useFetchItem, type FetchItemState } from './FetchItemContext.js'
import { FetchItemProvider, type RecordItemProps } from './FetchItemProvider.js'
import { part, type PartProps } from './part.js'
import { splitSource } from './splitSource.js'
import { stateAttributes } from './stateAttributes.js'
import { useFocusKept } from './useFocusKept.js'
import { useLiveItem } from './useLiveItem.js'

/** A download that the button starts, and follows. */
export interface LiveDownloadProps {
  /** The id it is started, and found again, with. */
  readonly id: string
  /** What is fetched: whatever `client.fetch` takes. */
  readonly requests: BackgroundFetchRequestLike | readonly BackgroundFetchRequestLike[]
  /** Its title, icons and total: `client.fetch`'s own options. */
  readonly options?: BackgroundFetchOptions | undefined
  readonly record?: never
}

/** Props of {@link DownloadButtonRoot}. */
export type DownloadButtonRootProps = (LiveDownloadProps | RecordItemProps) &
  Omit<PartProps<'div'>, 'id'> & {
    /** What a press does once everything is here. Without it there is nothing to press then. */
    readonly onOpen?: ((record: BackgroundFetchRecord) => void) | undefined
  }

/** Of what could be done with a fetch, what a single button does. */
const STEPS: readonly FetchAction[] = ['pause', 'resume', 'retry', 'abort']

/**
 * One download, wanted or under way: an element, and the context of the parts in it. Item parts find their fetch here as
 * soon as there is one.
 */
export function DownloadButtonRoot(props: DownloadButtonRootProps) {
  if (props.record === undefined) return <LiveRoot {...props} />
  const [source, rest] = splitSource(props)
  return (
    <FetchItemProvider {...source}>
      <Root name={titleOf(props.record)} isLoaded {...rest} />
    </FetchItemProvider>
  )
}

function LiveRoot({
  id,
  requests,
  options,
  ...props
}: LiveDownloadProps & Omit<RootProps, 'isLoaded' | 'name'>) {
  const item = useLiveItem(id)
  const { isLoaded, start } = useBackgroundFetch(id)
  const [isStarting, setIsStarting] = useState(false)
  const begin = () => {
    // A second press, before the first has arrived, would ask for the same id twice.
    if (isStarting) return
    setIsStarting(true)
    // Not caught: it rejects for a programmer's mistake alone, and that is for the console.
    void start(requests, options).finally(() => setIsStarting(false))
  }
  const name = item === null ? (options?.title ?? (nameOfRequests(requests) || id)) : titleOf(item.record)
  return (
    <FetchItemContext value={item}>
      <Root name={name} isLoaded={isLoaded} onStart={begin} {...props} />
    </FetchItemContext>
  )
}

interface RootProps extends PartProps<'div'> {
  readonly name: string
  readonly isLoaded: boolean
  readonly onStart?: (() => void) | undefined
  readonly onOpen?: ((record: BackgroundFetchRecord) => void) | undefined
  readonly children?: ReactNode
}

function Root({ name, isLoaded, onStart, onOpen, ...props }: RootProps) {
  const item = useFetchItem()
  const keeping = useFocusKept('button, a[href]')
  const step = isLoaded ? nextStep(item, onOpen !== undefined) : null
  const download: DownloadButtonState = useMemo(() => {
    const take = () => {
      if (step === 'start') onStart?.()
      else if (step === 'open' && item !== null) onOpen?.(item.record)
      else if (step !== null && step !== 'open') item?.act(step)
    }
    return { step, take, title: name, isLoaded }
  }, [step, item, name, isLoaded, onStart, onOpen])
  const state = item === null ? { 'data-status': 'idle' } : stateAttributes(item.record)
  const own = {
    role: 'group',
    'aria-label': name,
    'aria-busy': !isLoaded,
    tabIndex: -1,
    ...state,
    ...keeping,
  }
  return (
    <DownloadButtonContext value={download}>
      {part('div', { 'data-longhaul': 'download', ...own }, props)}
    </DownloadButtonContext>
  )
}

function nextStep(item: FetchItemState | null, canOpen: boolean): DownloadStep | null {
  if (item === null) return 'start'
  if (item.record.status === 'completed') return canOpen ? 'open' : null
  return STEPS.find((action) => item.available.includes(action)) ?? null
}
