'use client'
import { createContext, use, type ReactNode } from 'react'
import { en } from '../locales/en.js'
import type { Labels } from './Labels.js'

const LabelsContext = createContext<Labels>(en)

/** The language of every component below it. A component's own `labels` prop goes before. @default English */
export function LabelsProvider({
  labels,
  children,
}: {
  readonly labels: Labels
  readonly children: ReactNode
}) {
  return <LabelsContext value={labels}>{children}</LabelsContext>
}

/** The words to use: `own` where a component was given some, else the nearest provider's, else English. */
export function useLabels(own?: Labels): Labels {
  const inherited = use(LabelsContext)
  return own ?? inherited
}
