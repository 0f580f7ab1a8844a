import { useBackgroundFetch } from '@longhaul/hooks'
import { useEffect, useState } from 'react'
import { type CatalogueItem, fetchIdOf } from './catalogue.ts'

interface PlayerProps {
  readonly item: CatalogueItem
  readonly onClose: () => void
}

/**
 * Plays a recording from its own URL: the service worker answers from disk, any part of it, so seeking works offline and
 * nothing is read into memory. Goes when the recording is removed from the device.
 */
export function Player({ item, onClose }: PlayerProps) {
  const { record } = useBackgroundFetch(fetchIdOf(item))
  const [track, setTrack] = useState(0)
  const [isBroken, setIsBroken] = useState(false)
  const { files, title, icons } = item
  const file = files[track]

  useEffect(() => {
    // For the lock screen of a phone and the media keys of a keyboard.
    navigator.mediaSession.metadata = new MediaMetadata({ title, artwork: icons ?? [] })
    return () => {
      navigator.mediaSession.metadata = null
    }
  }, [title, icons])

  if (record?.status !== 'completed' || file === undefined) return null
  const play = (next: number) => {
    setIsBroken(false)
    setTrack(next)
  }

  return (
    <section className="player" aria-label="Player">
      <div className="player-head">
        <p>
          <strong>{title}</strong>
          {files.length > 1 && ` · ${track + 1} of ${files.length}`}
          {isBroken && <span role="alert"> · This browser cannot play it.</span>}
        </p>
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
      <div className="controls">
        {files.length > 1 && (
          <>
            <button type="button" className="button" disabled={track === 0} onClick={() => play(track - 1)}>
              Previous
            </button>
            <button
              type="button"
              className="button"
              disabled={track === files.length - 1}
              onClick={() => play(track + 1)}
            >
              Next
            </button>
          </>
        )}
        {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- these recordings have no words */}
        <audio
          controls
          autoPlay
          src={file.url}
          onEnded={() => play(Math.min(track + 1, files.length - 1))}
          onError={() => setIsBroken(true)}
        />
      </div>
    </section>
  )
}
