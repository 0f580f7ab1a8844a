'use client'
import { createElement, Fragment, useEffect, useState, type ReactNode } from 'react'

/** Long enough to be read out; then the region is empty again. */
const SPOKEN_MS = 6_000

/** Words for a live region, gone after six seconds, and what says them. Said again, the same words are spoken again. */
export function useSpokenWords(): readonly [words: ReactNode, say: (words: string) => void] {
  const [said, setSaid] = useState({ words: '', key: 0 })
  const [say] = useState(() => (next: string) => setSaid(({ key: last }) => ({ words: next, key: last + 1 })))
  useEffect(() => {
    if (said.words === '') return
    const timer = setTimeout(say, SPOKEN_MS, '')
    return () => clearTimeout(timer)
  }, [said, say])
  // Under a new key the same words are a new node, and spoken again.
  return [createElement(Fragment, { key: said.key }, said.words), say]
}
