'use client'
import { useState, type ReactNode } from 'react'

/** Props of {@link Picture}. */
export interface PictureProps {
  readonly src: string
  /** What stands there while the picture cannot be had. */
  readonly children: ReactNode
}

/** A picture that gives its place to another where it does not load. It tells nothing: the words beside it do. */
export function Picture({ src, children }: PictureProps) {
  const [brokenSrc, setBrokenSrc] = useState<string | null>(null)
  const onBroken = () => setBrokenSrc(src)
  // One from a server may have failed before anybody listened.
  const look = (image: HTMLImageElement | null) => {
    if (image !== null && image.complete && image.naturalWidth === 0 && image.src !== '') onBroken()
  }
  return brokenSrc === src ? children : <img key={src} ref={look} src={src} alt="" onError={onBroken} />
}
