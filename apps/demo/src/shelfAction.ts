import type { BackgroundFetchRecord } from '@longhaul/core'
import type { CatalogueItem } from './catalogue.ts'

interface ShelfAction {
  readonly does: 'start' | 'watch' | 'retry' | 'open'
  readonly says: string
}

const OPENS = { audio: 'Play', video: 'Play', picture: 'View', dataset: 'Open', file: 'Open' }
const KINDS = { audio: 'Audio', video: 'Video', picture: 'Pictures', dataset: 'Data', file: 'File' }
const PERCENT = new Intl.NumberFormat('en', { style: 'percent' })

/** What the button of an item does, and says, for the state that its background fetch is in. */
export function shelfAction(
  kind: CatalogueItem['kind'],
  record: BackgroundFetchRecord | undefined,
  progress: number | null,
): ShelfAction {
  switch (record?.status) {
    case undefined:
      return { does: 'start', says: 'Download' }
    case 'completed':
      return { does: 'open', says: OPENS[kind] }
    case 'failed':
    case 'aborted':
      return { does: 'retry', says: 'Try again' }
    case 'paused':
      return { does: 'watch', says: 'Paused' }
    case 'interrupted':
      return { does: 'watch', says: 'Waiting' }
    case 'pending':
      return { does: 'watch', says: pendingWords(record.phase, progress) }
  }
}

function pendingWords(phase: 'queued' | 'transferring' | 'verifying' | 'storing', progress: number | null) {
  if (phase === 'queued') return 'Waiting'
  if (phase !== 'transferring') return 'Saving'
  // Rounded down: 100 % is for what is here.
  return progress === null ? 'Downloading' : PERCENT.format(Math.floor(progress * 100) / 100)
}

/** "Audio", or "Audio, 6 files". */
export function kindWords({ kind, files }: CatalogueItem, count: (value: number) => string): string {
  return files.length === 1 ? KINDS[kind] : `${KINDS[kind]}, ${count(files.length)} files`
}
