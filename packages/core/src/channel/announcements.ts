import type { FetchRow } from '../journal/rows.js'

/** What tabs and worker tell each other once it is committed. Whoever listens reads the rest in the journal. */
export type Announcement =
  | { readonly type: 'changed'; readonly id: string }
  /** `ended`: what a slow listener can't read there any more. */
  | { readonly type: 'removed'; readonly id: string; readonly ended?: FetchRow | undefined }

export interface Announcements {
  announce(announcement: Announcement): void
  /** Hears the others, never itself. */
  subscribe(listener: (announcement: Announcement) => void): () => void
  close(): void
}

/** Opens the channel at the first use. Without BroadcastChannel tabs agree again at their next start. */
export function createAnnouncements(namespace: string): Announcements {
  let channel: BroadcastChannel | undefined
  const open = () => {
    if (typeof BroadcastChannel === 'undefined') return undefined
    channel ??= new BroadcastChannel(`longhaul:${namespace}`)
    return channel
  }
  return {
    announce(announcement) {
      open()?.postMessage(announcement)
    },
    subscribe(listener) {
      const opened = open()
      const hear = ({ data }: MessageEvent<unknown>) => {
        if (isAnnouncement(data)) listener(data)
      }
      opened?.addEventListener('message', hear)
      return () => opened?.removeEventListener('message', hear)
    },
    close() {
      channel?.close()
      channel = undefined
    },
  }
}

function isAnnouncement(data: unknown): data is Announcement {
  if (typeof data !== 'object' || data === null) return false
  const { type, id } = data as Record<string, unknown>
  return (type === 'changed' || type === 'removed') && typeof id === 'string'
}
