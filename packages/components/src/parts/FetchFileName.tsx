'use client'
import { fileNameOf } from '@longhaul/hooks'
import { useFetchFile } from './FetchFileContext.js'
import { part, type PartProps } from './part.js'

/** The file's name: the last path segment of its URL, else the URL. In its own writing direction. */
export function FetchFileName(props: PartProps<'div'>) {
  const context = useFetchFile()
  if (context === null) return null
  const { url } = context.file
  const own = { 'data-longhaul': 'file-name', dir: 'auto', children: fileNameOf(url) || url }
  return part('div', own, props)
}
