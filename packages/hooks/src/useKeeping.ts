'use client'
import { useState } from 'react'

/**
 * Whether the browser keeps this site's storage: it does; it can be asked; it is being asked; it said no; it has not
 * answered in time; or nobody can tell.
 */
export type Keeping = 'kept' | 'askable' | 'asking' | 'refused' | 'unanswered' | 'unknown'

/** Firefox asks the person, and never answers where they look away. */
const PATIENCE_MS = 5_000

/**
 * Whether the browser keeps this site's storage, and what asks it to. An answer that comes too late still counts: then
 * `onAnswer` is told, and `isPersisted` is to be read again.
 */
export function useKeeping(isPersisted: boolean | null, onAnswer: () => void): [Keeping, () => void] {
  const [asked, setAsked] = useState<'asking' | 'refused' | 'unanswered' | null>(null)
  const keep = () => {
    if (asked === 'asking') return
    setAsked('asking')
    // In time or late, the last word is the browser's own.
    const answer = navigator.storage.persist().then(
      (isKept) => {
        setAsked(isKept ? null : 'refused')
        onAnswer()
      },
      () => setAsked('refused'),
    )
    void Promise.race([answer, timeOut(PATIENCE_MS)]).then(() =>
      setAsked((now) => (now === 'asking' ? 'unanswered' : now)),
    )
  }
  if (isPersisted === null) return ['unknown', keep]
  return [isPersisted ? 'kept' : (asked ?? 'askable'), keep]
}

function timeOut(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
