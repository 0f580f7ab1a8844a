'use client'
import { useState, type ReactNode } from 'react'

/** Props of {@link FetchItemPicture}. */
export interface FetchItemPictureProps {
  readonly src: string | undefined
  /** What stands there where there is no picture, or it cannot be had. */
  readonly children: ReactNode
}

/** A picture that gives its place to another where it does not load. It tells nothing: the words beside it do. */
export function FetchItemPicture({ src, children }: FetchItemPictureProps) {
  const [brokenSrc, setBrokenSrc] = useState<string>()
  const onBroken = () => setBrokenSrc(src)
  // One from a server may have failed before anybody listened.
  const look = (image: HTMLImageElement | null) => {
    if (image?.complete === true && image.naturalWidth === 0) onBroken()
  }
  return brokenSrc === src ? children : <img key={src} ref={look} src={src} alt="" onError={onBroken} />
}
