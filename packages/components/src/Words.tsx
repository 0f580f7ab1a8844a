'use client'
import type { ComponentPropsWithRef } from 'react'
import { useLabels } from './labels/LabelsProvider.js'

/** Props of {@link Words}. */
export interface WordsProps extends ComponentPropsWithRef<'div'> {
  readonly 'data-longhaul': string
}

/** Words in an element of their own, which says their language and direction: the page around it may have others. */
export function Words(props: WordsProps) {
  const { locale, direction } = useLabels()
  return <div lang={locale} dir={direction} {...props} />
}
