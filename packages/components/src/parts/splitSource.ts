import type { FetchItemSource, LiveItemProps, RecordItemProps } from './FetchItemProvider.js'

type AnySource = Partial<Omit<LiveItemProps, 'record'> & RecordItemProps>

/** Props as what says which fetch it is, and what is left for the element. */
export function splitSource<Props extends FetchItemSource>(
  props: Props,
): readonly [FetchItemSource, Omit<Props, keyof AnySource>] {
  const { id, initialRecord, record, secondsLeft, queuePlace, onAction, canPause, ...rest } =
    props as AnySource
  const source = { id, initialRecord, record, secondsLeft, queuePlace, onAction, canPause }
  return [source as FetchItemSource, rest as Omit<Props, keyof AnySource>]
}
