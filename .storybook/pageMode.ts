import { useSyncExternalStore } from 'react'
import { languages } from '../packages/components/src/fixtures/languages.ts'
import type { Labels } from '../packages/components/src/labels/Labels.ts'
import { en } from '../packages/components/src/locales/en.ts'

/** What a page decides for every component on it. */
export interface PageMode {
  readonly scheme: 'light' | 'dark'
  /** `'auto'`: as the language is read. */
  readonly direction: 'auto' | 'ltr' | 'rtl'
  /** A language tag of `languages`. */
  readonly language: string
}

/** How a page is unless it says otherwise. */
export const PLAIN: PageMode = { scheme: 'light', direction: 'auto', language: 'en' }

// Beside Storybook's globals: a test turns a page that is mounted already, and its components must not notice.
let mode = PLAIN
const listeners = new Set<() => void>()

/** Turns the page in place, without mounting anything anew. */
export function setPageMode(change: Partial<PageMode>): void {
  mode = { ...mode, ...change }
  const labels = labelsOf(mode)
  const { documentElement: root } = document
  root.style.colorScheme = mode.scheme
  // What a page without any style looks like: the accessibility check takes it for white otherwise.
  root.style.background = 'Canvas'
  root.style.color = 'CanvasText'
  root.lang = labels.locale
  root.dir = mode.direction === 'auto' ? labels.direction : mode.direction
  listeners.forEach((listener) => listener())
}

/** The words of the page's language. */
export function usePageLabels(): Labels {
  return labelsOf(useSyncExternalStore(subscribe, () => mode))
}

function labelsOf({ language }: PageMode): Labels {
  return languages.find(({ locale }) => locale === language) ?? en
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
