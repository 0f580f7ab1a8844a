'use client'
import { useState } from 'react'
import type {
  BackgroundFetchOptions,
  BackgroundFetchRecord,
  BackgroundFetchRequestLike,
} from '@longhaul/core'
import { useBackgroundFetch } from '@longhaul/hooks'
import { titleOf, titleOfRequests } from '@longhaul/hooks'
import { DownloadButtonContext, type DownloadButtonState } from './DownloadButtonContext.js'
import { elementProps } from './elementProps.js'
import { FetchItemContext, useFetchItem, type FetchItemState } from './FetchItemContext.js'
import { FetchItemProvider, type RecordItemProps } from './FetchItemProvider.js'
import { part, type PartProps } from './part.js'
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

/**
 * One download, wanted or under way: an element, and the context of the parts in it. Item parts find their fetch here as
 * soon as there is one.
 */
export function DownloadButtonRoot(props: DownloadButtonRootProps) {
  if (props.record === undefined) return <LiveRoot {...props} />
  return (
    <FetchItemProvider {...props}>
      <Root isLoaded {...elementProps(props)} />
    </FetchItemProvider>
  )
}

function LiveRoot({ id, requests, options, ...props }: LiveDownloadProps & Omit<RootProps, 'isLoaded'>) {
  const { isLoaded, start } = useBackgroundFetch(id)
  const [isStarting, setIsStarting] = useState(false)
  const onStart = () => {
    // A second press, before the first has arrived, would ask for the same id twice.
    if (isStarting) return
    setIsStarting(true)
    // Not caught: it rejects for a programmer's mistake alone, and that is for the console.
    void start(requests, options).finally(() => setIsStarting(false))
  }
  const name = options?.title ?? (titleOfRequests(requests) || id)
  return (
    <FetchItemContext value={useLiveItem(id)}>
      <Root name={name} isLoaded={isLoaded} onStart={onStart} {...props} />
    </FetchItemContext>
  )
}

interface RootProps extends PartProps<'div'> {
  /** What it is called as long as there is no fetch. */
  readonly name?: string
  readonly isLoaded: boolean
  readonly onStart?: () => void
  readonly onOpen?: ((record: BackgroundFetchRecord) => void) | undefined
}

function Root({ name = '', isLoaded, onStart, onOpen, ...props }: RootProps) {
  const item = useFetchItem()
  const title = item === null ? name : titleOf(item.record)
  const own = {
    'data-longhaul': 'download',
    role: 'group',
    'aria-label': title,
    'aria-busy': !isLoaded,
    tabIndex: -1,
    ...(item === null ? { 'data-status': 'idle' } : stateAttributes(item.record)),
    ...useFocusKept('button, a[href]'),
  } as const
  const next = isLoaded ? nextStep(item, onStart, onOpen) : NOTHING
  return (
    <DownloadButtonContext value={{ ...next, title, isLoaded }}>
      {part('div', own, props)}
    </DownloadButtonContext>
  )
}

type NextStep = Pick<DownloadButtonState, 'step' | 'take'>

const NOTHING: NextStep = { step: null, take: () => {} }

function nextStep(
  item: FetchItemState | null,
  onStart: RootProps['onStart'] = NOTHING.take,
  onOpen: RootProps['onOpen'],
): NextStep {
  if (item === null) return { step: 'start', take: onStart }
  const { record, available, act } = item
  if (record.status === 'completed') {
    return onOpen === undefined ? NOTHING : { step: 'open', take: () => onOpen(record) }
  }
  const step = available.find((action) => action !== 'remove')
  return step === undefined ? NOTHING : { step, take: () => act(step) }
}
