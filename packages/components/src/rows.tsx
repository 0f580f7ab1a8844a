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

/** Props of both kinds of rows. */
export interface RowsProps {
  readonly ids: readonly string[]
  readonly renderRow: (id: string) => ReactNode
  readonly headings?: ReadonlyMap<string, ReactNode> | undefined
  /** Called when the last rows come near. Keep it the same function while there is nothing new to say. */
  readonly onEnd?: (() => void) | undefined
  /** Height of a row in px before it was measured. @default the default row's */
  readonly rowHeight?: number | undefined
  /** A row that stays rendered out of view, so that it keeps the focus; -1 for none. */
  readonly focusedIndex: number
}

/** Of `FetchItem`, at the default font size. */
const ROW_HEIGHT = 89

/** So many rows before the last one, more are asked for: about two screens. */
const AHEAD = 20

interface Rows {
  readonly count: number
  readonly onEnd: (() => void) | undefined
}

const RowsContext = createContext<Rows>({ count: 0, onEnd: undefined })

/** Every row, in a list as long as it is. */
export function PlainRows({ ids, renderRow, headings }: RowsProps) {
  return (
    <ul data-longhaul="list-rows">
      {ids.map((id, index) => (
        <li key={id} data-longhaul="list-row" data-index={index} tabIndex={-1}>
          {headings?.get(id)}
          <Row id={id} renderRow={renderRow} />
        </li>
      ))}
    </ul>
  )
}

/** The rows in view, in a scroller of their own (the list). */
export function VirtualRows(props: RowsProps) {
  const { ids, renderRow, headings, onEnd, rowHeight = ROW_HEIGHT, focusedIndex } = props
  const rows = useMemo(() => ({ count: ids.length, onEnd }), [ids.length, onEnd])
  return (
    <RowsContext value={rows}>
      <Virtualizer
        as={VirtualList}
        item={VirtualRow}
        data={ids}
        itemSize={rowHeight}
        keepMounted={focusedIndex < 0 ? [] : [focusedIndex]}
      >
        {(id) => (
          <Fragment key={id}>
            {headings?.get(id)}
            <Row id={id} renderRow={renderRow} />
          </Fragment>
        )}
      </Virtualizer>
    </RowsContext>
  )
}

/** Renders again only for another id: what moves inside it is its own. */
const Row = memo(function Row({ id, renderRow }: { readonly id: string } & Pick<RowsProps, 'renderRow'>) {
  return renderRow(id)
})

interface VirtualListProps {
  readonly style: CSSProperties
  readonly children: ReactNode
  readonly ref?: Ref<HTMLUListElement>
}

function VirtualList(props: VirtualListProps) {
  return <ul data-longhaul="list-rows" {...props} />
}

interface VirtualRowProps {
  readonly style: CSSProperties
  readonly index: number
  readonly children: ReactNode
  readonly ref?: Ref<HTMLLIElement>
}

/** Says its place itself: assistive technology sees only the rows that are rendered. */
function VirtualRow({ index, ...props }: VirtualRowProps) {
  const { count, onEnd } = use(RowsContext)
  const isNearEnd = index >= count - AHEAD
  useEffect(() => {
    if (isNearEnd) onEnd?.()
  }, [isNearEnd, onEnd])
  // -1: nobody has counted them yet.
  const place = { 'aria-posinset': index + 1, 'aria-setsize': onEnd === undefined ? count : -1 }
  return <li data-longhaul="list-row" data-index={index} tabIndex={-1} {...place} {...props} />
}
