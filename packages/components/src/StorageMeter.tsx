'use client'
import type { CSSProperties } from 'react'
import { unbroken } from './labels/joined.js'
import type { Labels } from './labels/Labels.js'
import { LabelsProvider, useLabels } from './labels/LabelsProvider.js'
import { StorageMeterBar } from './parts/StorageMeterBar.js'
import { useStorageMeter } from './parts/StorageMeterContext.js'
import { StorageMeterKeep } from './parts/StorageMeterKeep.js'
import { StorageMeterRoot, type StorageMeterRootProps } from './parts/StorageMeterRoot.js'
import { Words } from './Words.js'

/** Props of {@link StorageMeter}. */
export type StorageMeterProps = StorageMeterRootProps & { readonly labels?: Labels | undefined }

/**
 * How much room is used and free here, by what, and a button that asks the browser to keep it. Made of the public parts.
 */
export function StorageMeter({ labels: own, ...props }: StorageMeterProps) {
  const labels = useLabels(own)
  return (
    <LabelsProvider labels={labels}>
      <StorageMeterRoot aria-label={labels.storage.name} {...props}>
        <Inside />
      </StorageMeterRoot>
    </LabelsProvider>
  )
}

function Inside() {
  const meter = useStorageMeter()
  const { storage, format, locale } = useLabels()
  if (meter === null) return null
  const { used, free, keeping } = meter
  const line = unbroken(
    used === null ? null : storage.used(format.bytes(used)),
    free === null ? null : storage.free(format.bytes(free)),
  )
  return (
    <>
      <Words data-longhaul="storage-name">{storage.name}</Words>
      <StorageMeterBar aria-label={storage.name} aria-valuetext={line} />
      <Words data-longhaul="storage-words">{line}</Words>
      <Shares />
      <StorageMeterKeep lang={locale}>{storage.keep}</StorageMeterKeep>
      <Words data-longhaul="storage-answer" role="status">
        {keeping === 'unknown' || keeping === 'askable' ? null : storage[keeping]}
      </Words>
    </>
  )
}

/** Its lines add up to what is used: a bar beside each, and never a colour to look up. */
function Shares() {
  const { shares = [], rest } = useStorageMeter() ?? {}
  const { storage, format, direction } = useLabels()
  if (shares.length === 0) return null
  const lines = rest ? [...shares, { id: '', title: storage.rest, bytes: rest }] : shares
  // Of the largest, and not of all there is: beside 40 GB of free room, every film is a hair's breadth.
  const largest = Math.max(...lines.map(({ bytes }) => bytes))
  return (
    <ul data-longhaul="storage-shares" aria-label={storage.byFetch}>
      {lines.map(({ id, title, bytes }) => (
        <li key={id} data-longhaul="storage-share">
          <span data-longhaul="file-name" dir="auto">
            {title}
          </span>
          <span dir={direction}>{format.bytes(bytes)}</span>
          <div
            data-longhaul="progress"
            data-meter=""
            style={{ '--longhaul-done': bytes / largest } as CSSProperties}
          />
        </li>
      ))}
    </ul>
  )
}
