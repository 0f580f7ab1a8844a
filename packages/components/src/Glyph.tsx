import type { BackgroundFetchRecord } from '@longhaul/core'
import type { FetchAction } from './labels/Labels.js'
import type { DownloadStep } from './parts/DownloadButtonContext.js'

/** Outlines on a 16 by 16 grid, drawn for this library. */
const PATHS = {
  arrow: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3 13.5h10',
  clock: 'M8 4.5V8l2.25 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
  bars: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.5v9L12 8z',
  check: 'm3 8.5 3.5 3.5L13 4.5',
  cross: 'm4 4 8 8M12 4l-8 8',
  alert: 'M8 4.5v4.25M8 11.5v.01M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0',
  again: 'M13 3v3.5H9.5M13 6.25A5.5 5.5 0 1 0 13.25 9.5',
  bin: 'M2.5 4.5h11M6 4.5V3h4v1.5M4 4.5l.5 9h7l.5-9M6.75 7v4M9.25 7v4',
} as const

type GlyphName = keyof typeof PATHS

const OF_ACTION: { readonly [action in FetchAction]: GlyphName } = {
  pause: 'bars',
  resume: 'play',
  retry: 'again',
  abort: 'cross',
  remove: 'bin',
}

/** A small picture in the colour of the text around it. Hidden from assistive technology: words stand beside it. */
export function Glyph({ name }: { readonly name: GlyphName }) {
  return (
    <svg data-longhaul="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  )
}

/** The picture on the button of an action. */
export function actionGlyph(action: FetchAction): GlyphName {
  return OF_ACTION[action]
}

/** The picture on a download button. */
export function stepGlyph(step: DownloadStep, record: BackgroundFetchRecord | undefined): GlyphName {
  if (step === 'open') return 'check'
  return step === 'start' || record?.status === 'aborted' ? 'arrow' : OF_ACTION[step]
}

/** The picture of a status. */
export function statusGlyph(record: BackgroundFetchRecord): GlyphName {
  switch (record.status) {
    case 'pending':
      return record.phase === 'queued' ? 'clock' : 'arrow'
    case 'interrupted':
      return record.needsUser ? 'alert' : 'clock'
    case 'paused':
      return 'bars'
    case 'completed':
      return 'check'
    case 'aborted':
      return 'cross'
    case 'failed':
      return 'alert'
  }
}
