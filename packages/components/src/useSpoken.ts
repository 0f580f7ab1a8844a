'use client'
import { useEffect, useState } from 'react'

/** Long enough to be read out; then the region is empty again, and the same words are news the next time. */
const SPOKEN_MS = 6_000

/** Words for a live region, and what says them. */
export function useSpoken(): readonly [words: string, say: (words: string) => void] {
  const [words, setWords] = useState('')
  useEffect(() => {
    if (words === '') return
    const timer = setTimeout(() => setWords(''), SPOKEN_MS)
    return () => clearTimeout(timer)
  }, [words])
  return [words, setWords]
}
