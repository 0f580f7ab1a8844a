'use client'
import { useLayoutEffect, useRef, type FocusEvent } from 'react'

interface Held {
  readonly container: HTMLElement
  readonly element: Element
  readonly index: number
}

/** Handlers for the element whose focus is kept. */
export interface FocusKept {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onBlur: () => void
}

/**
 * Keeps focus inside an element while what it holds comes and goes. Where the focused element is removed, focus goes to
 * the `selector` match that took its place, else to the last one, else to the element itself (give it `tabIndex={-1}`).
 * A browser would drop it on the body, and a keyboard would start again at the top of the page.
 */
export function useFocusKept(selector: string): FocusKept {
  const held = useRef<Held | null>(null)

  // After every commit: React fires no blur for an element that it removes itself.
  useLayoutEffect(() => {
    const last = held.current
    if (last === null || last.element.isConnected) return
    held.current = null
    const { activeElement, body } = last.container.ownerDocument
    if (activeElement !== body) return
    const matches = last.container.querySelectorAll<HTMLElement>(selector)
    const next = matches[Math.min(last.index, matches.length - 1)] ?? last.container
    next.focus()
  })

  return {
    onFocus: ({ currentTarget, target }) => {
      const matches = [...currentTarget.querySelectorAll(selector)]
      const index = matches.findIndex((match) => match.contains(target))
      held.current = { container: currentTarget, element: target, index }
    },
    onBlur: () => {
      held.current = null
    },
  }
}
