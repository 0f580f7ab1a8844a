'use client'
import { useEffect } from 'react'
import { useLonghaul } from './context.js'
import { followNews, type TellNews } from './news.js'

/**
 * Calls `tell` with the fetches that begin and end, for a toast: once each, those of a second together, beginnings first.
 * What was there before is not news. Keep the function the same between renders: a new one starts anew.
 */
export function useBackgroundFetchNews(tell: TellNews): void {
  const { client } = useLonghaul()
  useEffect(() => followNews(client, tell), [client, tell])
}

/**
 * The same for a live region, of which there may be several under one Provider: only the one that came last is called, so
 * that nothing is spoken twice.
 */
export function useBackgroundFetchAnnouncements(tell: TellNews): void {
  const { takeVoice } = useLonghaul()
  useEffect(() => takeVoice(tell), [takeVoice, tell])
}
