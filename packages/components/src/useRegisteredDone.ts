'use client'
import { useEffect } from 'react'

/**
 * Tells the document that `--longhaul-done` is a number, so that a style can move from one value to the next. The style
 * sheet says it too, but a browser hears no `@property` that stands in a shadow root.
 */
export function useRegisteredDone(): void {
  useEffect(() => {
    try {
      CSS.registerProperty({ name: '--longhaul-done', syntax: '<number>', inherits: true, initialValue: '0' })
    } catch {
      // Registered already, or an old browser: then a ring steps where it would glide.
    }
  }, [])
}
