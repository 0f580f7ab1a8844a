import { useLabels } from '@longhaul/components'
import { useBackgroundFetch, useStartBackgroundFetch } from '@longhaul/hooks'
import { type CSSProperties, useId } from 'react'
import { type CatalogueItem, fetchIdOf, sizeOf, toFetch } from './catalogue.ts'
import { kindWords, shelfAction } from './shelfAction.ts'

interface ShelfItemProps {
  readonly item: CatalogueItem
  readonly onOpen: (item: CatalogueItem) => void
  readonly onWatch: () => void
}

/** One title, with the one button that brings it here, shows how far it is, and opens it. */
export function ShelfItem({ item, onOpen, onWatch }: ShelfItemProps) {
  const { record, isLoaded, progress, retry } = useBackgroundFetch(fetchIdOf(item))
  const start = useStartBackgroundFetch()
  const { format } = useLabels()
  const id = useId()
  const { does, says } = shelfAction(item.kind, record, progress)
  const act = {
    start: () => start.mutate(toFetch(item)),
    watch: onWatch,
    retry: () => void retry(),
    open: () => onOpen(item),
  }
  const [icon] = item.icons ?? []

  return (
    <li className="item" data-status={record?.status}>
      <span className="cover">{icon && <img src={icon.src} alt="" width={192} height={192} />}</span>
      <h3 id={`${id}-title`}>{item.title}</h3>
      <p className="about">
        {kindWords(item, format.count)} · {format.bytes(sizeOf(item))}
        {record?.status === 'completed' && <span className="stored">On this device</span>}
      </p>
      <button
        type="button"
        className="button"
        id={`${id}-button`}
        aria-labelledby={`${id}-button ${id}-title`}
        data-does={does}
        style={{ '--done': progress ?? 0 } as CSSProperties}
        disabled={!isLoaded}
        onClick={act[does]}
      >
        {says}
      </button>
      {start.error && <p role="alert">{start.error.message}</p>}
    </li>
  )
}
