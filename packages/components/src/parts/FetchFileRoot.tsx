'use client'
import { FetchFileContext, type FetchFileContextValue } from './FetchFileContext.js'
import { part, type PartProps } from './part.js'

/** Props of {@link FetchFileRoot}. */
export type FetchFileRootProps = PartProps<'div'> & FetchFileContextValue

/** One file of a fetch: an element, and the context of the parts in it. `data-state` says how it stands. */
export function FetchFileRoot({ file, state, ...props }: FetchFileRootProps) {
  const own = { 'data-longhaul': 'file', 'data-state': state ?? undefined }
  return <FetchFileContext value={{ file, state }}>{part('div', own, props)}</FetchFileContext>
}
