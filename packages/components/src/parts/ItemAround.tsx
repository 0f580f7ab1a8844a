'use client'
import type { ReactNode } from 'react'
import type { BackgroundFetchRecord } from '@longhaul/core'
import { FetchItemProvider } from './FetchItemProvider.js'

/** Where a component that may stand alone finds its fetch. */
export interface ItemAroundProps {
  /** A live fetch. */
  readonly id?: string | undefined
  /** A record that stands for itself. Without `id` and `record` it is the item around the component. */
  readonly record?: BackgroundFetchRecord | undefined
}

/** The item of `record`, else of `id`, else the one that is around already. */
export function ItemAround({ id, record, children }: ItemAroundProps & { readonly children: ReactNode }) {
  if (record !== undefined) return <FetchItemProvider record={record}>{children}</FetchItemProvider>
  return id === undefined ? children : <FetchItemProvider id={id}>{children}</FetchItemProvider>
}
