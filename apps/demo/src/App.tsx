import { FetchProgressList, StorageMeter, SupportNotice } from '@longhaul/components'
import { useRef, useState } from 'react'
import type { CatalogueItem } from './catalogue.ts'
import { EngineSwitch } from './EngineSwitch.tsx'
import { OfflineNotice, UpdateNotice } from './Notices.tsx'
import { Player } from './Player.tsx'
import { Shelf } from './Shelf.tsx'
import { Viewer } from './Viewer.tsx'
import { WeatherSwitch } from './WeatherSwitch.tsx'

export function App() {
  const [playing, setPlaying] = useState<CatalogueItem | null>(null)
  const [viewed, setViewed] = useState<CatalogueItem | null>(null)
  const downloads = useRef<HTMLElement>(null)
  const open = (item: CatalogueItem) => (item.kind === 'audio' ? setPlaying(item) : setViewed(item))

  return (
    <>
      <header className="head">
        <h1>Longhaul</h1>
        <p>A shelf that works without a network, too.</p>
        <SupportNotice />
        <OfflineNotice />
        <UpdateNotice />
      </header>
      <main className="rooms">
        <section aria-labelledby="shelf-heading">
          <h2 id="shelf-heading">Shelf</h2>
          <Shelf onOpen={open} onWatch={() => downloads.current?.focus()} />
        </section>
        <section className="side" aria-labelledby="downloads-heading" ref={downloads} tabIndex={-1}>
          <h2 id="downloads-heading">Downloads</h2>
          <FetchProgressList />
          <StorageMeter className="storage" />
          <EngineSwitch />
          <WeatherSwitch />
        </section>
      </main>
      {playing && <Player key={playing.id} item={playing} onClose={() => setPlaying(null)} />}
      {viewed && <Viewer key={viewed.id} item={viewed} onClose={() => setViewed(null)} />}
    </>
  )
}
