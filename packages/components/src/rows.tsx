'use client'
import {
  createContext,
  Fragment,
  memo,
  use,
  useEffect,
  useMemo,
  type CSSProperties,
  type ReactNode,
  type Ref,
} from 'react'
import { Virtualizer } from 'virtua'

/** Where rows come from. */
export interface FetchRowSource {
  readonly ids: readonly string[]
  /** Keep it the same function while rows have nothing new to show. */
  readonly renderRow: (id: string) => ReactNode
  /** What stands over a row: the heading of those that begin with it. */
  readonly renderHeading?: ((id: string) => ReactNode) | undefined
  /** There is more, and this brings it: called when the last rows come near. Keep it the same function while there is nothing new to say. */
  readonly onEnd?: (() => void) | undefined
  /** Height of a row in px before it was measured. @default the default row's */
  readonly rowHeight?: number | undefined
}

/** Props of {@link Rows}. */
export interface RowsProps extends FetchRowSource {
  /** Whether only the rows in view are rendered, in a scroller of their own (the list). */
  readonly isVirtual: boolean
  /** A row that stays rendered out of view, so that it keeps the focus; -1 for none. */
  readonly focusedIndex: number
}

/** Of `FetchItem`, at the default font size. */
const ROW_HEIGHT = 89

/** So many rows before the last one, more are asked for: about two screens. */
const AHEAD = 20

interface End {
  readonly count: number
  readonly onEnd: (() => void) | undefined
}

const EndContext = createContext<End>({ count: 0, onEnd: undefined })

/** Every row, or those in view: the same elements. */
export function Rows(props: RowsProps) {
  const { ids, renderRow, renderHeading, onEnd, rowHeight = ROW_HEIGHT, isVirtual, focusedIndex } = props
  const end = useMemo(() => ({ count: ids.length, onEnd }), [ids.length, onEnd])
  const row = (id: string) => (
    <Fragment key={id}>
      {renderHeading?.(id)}
      <Row id={id} renderRow={renderRow} />
    </Fragment>
  )
  return (
    <EndContext value={end}>
      {isVirtual ? (
        <Virtualizer
          as={List}
          item={ListRow}
          data={ids}
          itemSize={rowHeight}
          keepMounted={focusedIndex < 0 ? [] : [focusedIndex]}
        >
          {row}
        </Virtualizer>
      ) : (
        <List>
          {ids.map((id, index) => (
            <ListRow key={id} index={index}>
              {row(id)}
            </ListRow>
          ))}
        </List>
      )}
    </EndContext>
  )
}

/** Renders again only for another id: what moves inside it is its own. */
const Row = memo(function Row({ id, renderRow }: { readonly id: string } & Pick<RowsProps, 'renderRow'>) {
  return renderRow(id)
})

interface ListProps {
  readonly style?: CSSProperties
  readonly children: ReactNode
  readonly ref?: Ref<HTMLUListElement>
}

function List(props: ListProps) {
  return <ul data-longhaul="list-rows" {...props} />
}

interface ListRowProps {
  readonly style?: CSSProperties
  readonly index: number
  readonly children: ReactNode
  readonly ref?: Ref<HTMLLIElement>
}

/** Says its place itself: assistive technology sees only the rows that are rendered. */
function ListRow({ index, ...props }: ListRowProps) {
  const { count, onEnd } = use(EndContext)
  const isNearEnd = index >= count - AHEAD
  useEffect(() => {
    if (isNearEnd) onEnd?.()
  }, [isNearEnd, onEnd])
  // -1: nobody has counted them yet.
  const size = onEnd === undefined ? count : -1
  const place = { 'data-index': index, 'aria-posinset': index + 1, 'aria-setsize': size }
  return <li data-longhaul="list-row" tabIndex={-1} {...place} {...props} />
}
