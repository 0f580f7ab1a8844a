import { useLabels } from '@longhaul/components'
import { useBackgroundFetch } from '@longhaul/hooks'
import { useId } from 'react'
import { type CatalogueItem, fetchIdOf, nameOf } from './catalogue.ts'

interface ViewerProps {
  readonly item: CatalogueItem
  readonly onClose: () => void
}

/** A dialog that shows pictures, a film, or the files of whatever else was downloaded. All of it comes from disk. */
export function Viewer({ item, onClose }: ViewerProps) {
  const { record } = useBackgroundFetch(fetchIdOf(item))
  const headingId = useId()
  if (record?.status !== 'completed') return null
  return (
    <dialog className="viewer" aria-labelledby={headingId} ref={showModal} onClose={onClose}>
      <form className="viewer-head" method="dialog">
        <h2 id={headingId}>{item.title}</h2>
        <button type="submit" className="button">
          Close
        </button>
      </form>
      <Contents item={item} />
    </dialog>
  )
}

function showModal(dialog: HTMLDialogElement | null) {
  if (dialog?.open === false) dialog.showModal()
}

function Contents({ item: { kind, files, title } }: { readonly item: CatalogueItem }) {
  const { format } = useLabels()
  if (kind === 'picture') {
    return (
      <div className="pictures">
        {files.map(({ url }, index) => (
          <img key={url} src={url} alt={`${title}: ${index + 1} of ${files.length}`} />
        ))}
      </div>
    )
  }
  if (kind === 'video') {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a person's own films
    return files.map(({ url }) => <video key={url} src={url} controls autoPlay />)
  }
  return (
    <ul className="files">
      {files.map(({ url, size }) => (
        <li key={url}>
          <a href={url} target="_blank" rel="noreferrer">
            {nameOf(url)}
          </a>
          <span>{format.bytes(size)}</span>
        </li>
      ))}
    </ul>
  )
}
