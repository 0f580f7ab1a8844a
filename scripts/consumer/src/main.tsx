// An app as a stranger would write it: every entry is used, and the types are checked with the strictest consumer settings.
import { FetchProgressList } from '@longhaul/components'
import '@longhaul/components/styles.css'
import { createBackgroundFetchClient, type BackgroundFetchRecord } from '@longhaul/core'
import classicWorkerUrl from '@longhaul/core/service-worker/classic?url'
import { createMemoryEngine } from '@longhaul/core/testing'
import { BackgroundFetchProvider, useBackgroundFetch } from '@longhaul/hooks'
import { renderWithLonghaul } from '@longhaul/hooks/testing'
import { createRoot } from 'react-dom/client'

const client = createBackgroundFetchClient()

function Episode() {
  const { record, progress, start, pause } = useBackgroundFetch('episode-5')
  if (record === undefined) {
    return (
      <button onClick={() => void start(['/ep-5.mp3', '/ep-5.jpg'], { title: 'Episode 5' })}>Download</button>
    )
  }
  return (
    <button onClick={() => void pause()}>
      {describe(record)} {progress}
    </button>
  )
}

function describe(record: BackgroundFetchRecord): string {
  const known: number | null = record.downloadTotal
  return record.status === 'failed' ? record.failure.reason : `${record.downloaded} of ${known ?? '?'}`
}

createRoot(document.querySelector('#root')!).render(
  <BackgroundFetchProvider client={client}>
    <Episode />
    <FetchProgressList />
  </BackgroundFetchProvider>,
)

Object.assign(window, { classicWorkerUrl, createMemoryEngine, renderWithLonghaul })
