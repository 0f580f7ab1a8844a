import { type CatalogueItem, useCatalogue } from './catalogue.ts'
import { ShelfItem } from './ShelfItem.tsx'

interface ShelfProps {
  /** A finished item is to be played or shown. */
  readonly onOpen: (item: CatalogueItem) => void
  /** An item on its way is to be shown among the downloads. */
  readonly onWatch: () => void
}

/** Everything that the catalogue offers, stored or not. */
export function Shelf(props: ShelfProps) {
  const { data: items, isError, refetch } = useCatalogue()
  if (items === undefined) {
    if (!isError) return <p className="wait">Reading the catalogue…</p>
    return (
      <p role="alert">
        The catalogue could not be read.{' '}
        <button type="button" className="button" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    )
  }
  if (items.length === 0) return <p>There is nothing on this shelf: the server’s folder is empty.</p>
  return (
    <ul className="shelf">
      {items.map((item) => (
        <ShelfItem key={item.id} item={item} {...props} />
      ))}
    </ul>
  )
}
