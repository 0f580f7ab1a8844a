import type { LiveItemProps, RecordItemProps } from './FetchItemProvider.js'

type AnySource = Partial<Omit<LiveItemProps, 'record'> & RecordItemProps>

/** Props without what says which fetch it is: those that are left for the element. */
export function elementProps<Props extends LiveItemProps | RecordItemProps>(
  props: Props,
): Omit<Props, keyof AnySource> {
  // oxlint-disable-next-line no-unused-vars -- named to be left out
  const { id, initialRecord, record, secondsLeft, queuePlace, onAction, canPause, ...rest } =
    props as AnySource
  return rest as Omit<Props, keyof AnySource>
}
