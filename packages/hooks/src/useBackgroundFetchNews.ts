'use client'
import { useEffect } from 'react'
import { followNews, type BackgroundFetchNews } from './news.js'
import { useBackgroundFetchClient } from './useBackgroundFetchClient.js'

/**
 * Calls `tell` with the fetches that begin and end, for a toast or a live region: once each, those of a second together,
 * beginnings first. What was there before is not news. Keep the function the same between renders: a new one starts anew.
 */
export function useBackgroundFetchNews(tell: (news: readonly BackgroundFetchNews[]) => void): void {
  const client = useBackgroundFetchClient()
  useEffect(() => followNews(client, tell), [client, tell])
}
