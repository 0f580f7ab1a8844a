import type { BackgroundFetchRecord } from '@longhaul/core'
import type { FileState } from '@longhaul/hooks'
import type { FetchAction } from './labels/Labels.js'

type GlyphName = FetchAction | FileState | 'start'

/** Outlines on a 16 by 16 grid, drawn for this library, by what they stand for. */
const PATHS: { readonly [name in GlyphName]: string } = {
  start: 'M8 2v9M4 7l4 4 4-4M3 14h10',
  pause: 'M5.5 3.5v9m5 0v-9',
  resume: 'M5 3.5v9L12 8z',
  retry: 'M13 3v3.5H9.5M13 6.25A5.5 5.5 0 1 0 13.25 9.5',
  abort: 'm4 4 8 8M12 4l-8 8',
  remove: 'M2.5 4.5h11M6 4.5v-2h4v2m-6 0 .5 9h7l.5-9m-5.25 2.5v4m2.5 0v-4',
  done: 'm3 8.5 3.5 3.5L13 4.5',
  waiting: 'M8 4.5V8l2 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
  failed: 'M8 4.5v4m0 3v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
}

/** A small picture in the colour of the text around it. Hidden from assistive technology: words stand beside it. */
export function Glyph({ name }: { readonly name: GlyphName }) {
  return (
    <svg data-longhaul="glyph" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  )
}

const OF_STATUS = { paused: 'pause', completed: 'done', aborted: 'abort', failed: 'failed' } as const

/** The picture of a status. */
export function statusGlyph(record: BackgroundFetchRecord): GlyphName {
  if (record.status === 'pending') return record.phase === 'queued' ? 'waiting' : 'start'
  if (record.status === 'interrupted') return record.needsUser ? 'failed' : 'waiting'
  return OF_STATUS[record.status]
}
