import type { Reading } from '../adapter.js'
import type { PlatformRegistration } from './types.js'

/** Translates the browser's live object once, at the border; nothing past here sees it. */
export function toReading(
  registration: PlatformRegistration,
  { id, attempt }: { id: string; attempt: number },
  waiting = false,
): Reading {
  const { result, downloaded, downloadTotal, uploaded, uploadTotal } = registration
  const phase = result !== '' ? 'storing' : waiting ? 'queued' : 'transferring'
  return {
    id,
    attempt,
    state: { status: 'pending', phase },
    downloaded,
    // The platform says 0 for "unknown"; a bar must tell "unknown" from "nothing to do".
    downloadTotal: downloadTotal || null,
    uploaded,
    uploadTotal: uploadTotal || null,
  }
}
