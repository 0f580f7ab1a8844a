'use client'
import { joined } from './labels/joined.js'
import type { Labels } from './labels/Labels.js'
import { useLabels } from './labels/LabelsProvider.js'
import type { PartProps } from './parts/part.js'
import { StorageMeterBar } from './parts/StorageMeterBar.js'
import { useStorageMeter } from './parts/StorageMeterContext.js'
import { StorageMeterKeep } from './parts/StorageMeterKeep.js'
import { StorageMeterRoot } from './parts/StorageMeterRoot.js'

/** Props of {@link StorageMeter}. */
export type StorageMeterProps = PartProps<'div'> & { readonly labels?: Labels | undefined }

/** How much room is used and free here, and a button that asks the browser to keep it. Made of the public parts alone. */
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
      <StorageMeterKeep lang={labels.locale}>{storage.keep}</StorageMeterKeep>
      <div data-longhaul="storage-answer" role="status" {...words}>
        {meter === null || meter.keeping === 'unknown' || meter.keeping === 'askable'
          ? null
          : storage[meter.keeping]}
      </div>
    </>
  )
}
