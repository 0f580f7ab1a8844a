'use client'
import type { CSSProperties } from 'react'
import { joined } from './labels/joined.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import { StorageMeterBar } from './parts/StorageMeterBar.js'
import { useStorageMeter } from './parts/StorageMeterContext.js'
import { StorageMeterKeep } from './parts/StorageMeterKeep.js'
import { StorageMeterRoot, type StorageMeterRootProps } from './parts/StorageMeterRoot.js'

/** Props of {@link StorageMeter}. */
export type StorageMeterProps = StorageMeterRootProps & { readonly labels?: Labels | undefined }

/**
 * How much room is used and free here, by what, and a button that asks the browser to keep it. Made of the public parts
 * alone.
 */
export function StorageMeter({ labels: own, ...props }: StorageMeterProps) {
  const labels = useLabels(own)
  return (
    <StorageMeterRoot aria-label={labels.storage.name} {...props}>
      <Inside labels={labels} />
    </StorageMeterRoot>
  )
}

function Inside({ labels }: { readonly labels: Labels }) {
  const meter = useStorageMeter()
  const { storage, format } = labels
  const words = { lang: labels.locale, dir: labels.direction }
  const used = meter === null || meter.used === null ? null : storage.used(format.bytes(meter.used))
  const free = meter === null || meter.free === null ? null : storage.free(format.bytes(meter.free))
  const line = joined(used, free)
  return (
    <>
      <div data-longhaul="storage-name" {...words}>
        {storage.name}
      </div>
      <StorageMeterBar aria-label={storage.name} aria-valuetext={line} />
      <div data-longhaul="storage-words" {...words}>
        {line}
      </div>
      <Shares labels={labels} />
      <StorageMeterKeep lang={labels.locale}>{storage.keep}</StorageMeterKeep>
      <div data-longhaul="storage-answer" role="status" {...words}>
        {meter === null || meter.keeping === 'unknown' || meter.keeping === 'askable'
          ? null
          : storage[meter.keeping]}
      </div>
    </>
  )
}

/** Its lines add up to what is used: a bar beside each, and never a colour to look up. */
function Shares({ labels }: { readonly labels: Labels }) {
  const meter = useStorageMeter()
  const { storage, format } = labels
  if (meter === null || meter.shares.length === 0) return null
  const rest = { id: '', title: storage.rest, bytes: meter.rest ?? 0 }
  const lines = rest.bytes === 0 ? meter.shares : [...meter.shares, rest]
  // Of the largest, and not of all there is: beside 40 GB of free room, every film is a hair's breadth.
  const largest = Math.max(...lines.map(({ bytes }) => bytes))
  return (
    <ul data-longhaul="storage-shares" aria-label={storage.byFetch}>
      {lines.map(({ id, title, bytes }) => (
        <li key={id} data-longhaul="storage-share">
          <span data-longhaul="file-name" dir="auto">
            {title}
          </span>
          <span dir={labels.direction}>{format.bytes(bytes)}</span>
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
