'use client'
import { createBackgroundFetchClient, type BackgroundFetchClient } from '@longhaul/core'
import { QueryClient, QueryClientContext, QueryClientProvider } from '@tanstack/react-query'
import { useContext, useEffect, useLayoutEffect, useMemo, useState, type ReactNode } from 'react'
import { createLonghaul, LonghaulContext } from './context.js'
import { createLazyClient } from './lazyClient.js'
import { createJournalRefresh } from './queries.js'
import { followWorker } from './followWorker.js'

export interface BackgroundFetchProviderProps {
  /**
   * The client to show and steer. Whoever made it disposes it. Without one the Provider makes its own in the browser,
   * and disposes it; transfers go on.
   *
   * @default createBackgroundFetchClient()
   */
  readonly client?: BackgroundFetchClient | undefined
  readonly children?: ReactNode
}

/**
 * Gives the hooks below it a client, and a QueryClient where the app has none. Renders on a server as if nothing had been
 * fetched yet.
 */
export function BackgroundFetchProvider({ client, children }: BackgroundFetchProviderProps) {
  const [own] = useState(() => createLazyClient(() => createBackgroundFetchClient()))
  const [ownQueryClient] = useState(() => new QueryClient())
  const queryClient = useContext(QueryClientContext) ?? ownQueryClient
  const longhaul = useMemo(() => createLonghaul(client ?? own.client), [client, own])

  // Layout effects: they run before any effect of a child, which may well start a fetch.
  useLayoutEffect(() => (client === undefined ? own.hold() : undefined), [client, own])
  useLayoutEffect(() => longhaul.stores.connect(), [longhaul])
  useEffect(() => {
    const refresh = createJournalRefresh(queryClient, longhaul.scope)
    const stopListening = longhaul.stores.structure.subscribe((now, before) => {
      if (now.queueMoves === before.queueMoves) refresh()
    })
    const stopFollowing = followWorker(refresh)
    return () => {
      stopListening()
      stopFollowing()
    }
  }, [longhaul, queryClient])

  return (
    <QueryClientProvider client={queryClient}>
      <LonghaulContext value={longhaul}>{children}</LonghaulContext>
    </QueryClientProvider>
  )
}
