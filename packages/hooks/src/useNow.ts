'use client'
import { useCallback, useSyncExternalStore } from 'react'

/**
 * The time in epoch ms, moving in steps of `stepMs`; `null` on the server, while hydrating, and where `stepMs` is `null`
 * (then no timer runs).
 */
export function useNow(stepMs: number | null): number | null {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (stepMs === null) return () => {}
      const timer = setInterval(onChange, stepMs)
      return () => clearInterval(timer)
    },
    [stepMs],
  )
  const now = () => (stepMs === null ? null : Math.floor(Date.now() / stepMs) * stepMs)
  return useSyncExternalStore(subscribe, now, () => null)
}
