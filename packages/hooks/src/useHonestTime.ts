'use client'
import { useEffect, useState } from 'react'

/** A speed younger than this is a guess, and a time left made of it jumps. */
const HONEST_AFTER_MS = 2_000

/** What is further away than a month, nobody knows: 5 TB over a phone would be told in centuries. */
const LONGEST_SECONDS = 30 * 86_400

/**
 * A time left, held back until it has been known of the fetch of this id for two seconds without a break; `null` before,
 * whenever it is not known, and where it is more than a month. Here and not in core: a record says how fast, and when to
 * believe it is a matter of what is shown.
 */
export function useHonestTime(secondsLeft: number | null, id = ''): number | null {
  const isKnown = secondsLeft !== null
  const [honestId, setHonestId] = useState<string | null>(null)
  useEffect(() => {
    if (!isKnown) return
    const timer = setTimeout(() => setHonestId(id), HONEST_AFTER_MS)
    return () => {
      clearTimeout(timer)
      setHonestId(null)
    }
  }, [isKnown, id])
  return honestId === id && secondsLeft !== null && secondsLeft <= LONGEST_SECONDS ? secondsLeft : null
}
