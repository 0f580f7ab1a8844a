'use client'
import { createContext, memo, use, type CSSProperties, type ReactNode, type Ref } from 'react'
import { Virtualizer } from 'virtua'

/** Props of both kinds of rows. */
export interface RowsProps {
  readonly ids: readonly string[]
  readonly renderRow: (id: string) => ReactNode
  /** A row that stays rendered out of view, so that it keeps the focus; -1 for none. */
  readonly focusedIndex: number
}

/** Height of a row in px before it was measured: the default row at the default font size. */
const ROW_HEIGHT = 89

const RowCount = createContext(0)

/** Every row, in a list as long as it is. */
export function PlainRows({ ids, renderRow }: RowsProps) {
  return (
    <ul data-longhaul="list-rows">
      {ids.map((id, index) => (
        <li key={id} data-longhaul="list-row" data-index={index} tabIndex={-1}>
          <Row id={id} renderRow={renderRow} />
        </li>
      ))}
    </ul>
  )
}

/** The rows in view, in a scroller of their own (the list). */
export function VirtualRows({ ids, renderRow, focusedIndex }: RowsProps) {
  return (
    <RowCount value={ids.length}>
      <Virtualizer
        as={VirtualList}
        item={VirtualRow}
        data={ids}
        itemSize={ROW_HEIGHT}
        keepMounted={focusedIndex < 0 ? [] : [focusedIndex]}
      >
        {(id) => <Row key={id} id={id} renderRow={renderRow} />}
      </Virtualizer>
    </RowCount>
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
  const count = use(RowCount)
  const place = { 'aria-posinset': index + 1, 'aria-setsize': count }
  return <li data-longhaul="list-row" data-index={index} tabIndex={-1} {...place} {...props} />
}
