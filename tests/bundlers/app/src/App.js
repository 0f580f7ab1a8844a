// Plain JavaScript, so that no bundler needs a loader to read it.
import {
  DownloadButton,
  FetchAnnouncer,
  FetchFileList,
  FetchHistoryList,
  FetchProgressList,
  FetchProgressRing,
  FetchSummary,
  StorageMeter,
  SupportNotice,
} from '@longhaul/components'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import { createElement } from 'react'

/** Everything that is drawn: each component is looked at by the policy. */
export function App({ client }) {
  return createElement(
    BackgroundFetchProvider,
    { client },
    createElement(DownloadButton, { id: 'film', requests: '/media/sample/film.bin' }),
    createElement(FetchProgressRing, { id: 'film' }),
    createElement(FetchFileList, { id: 'film' }),
    createElement(FetchSummary),
    createElement(FetchProgressList),
    createElement(FetchHistoryList),
    createElement(StorageMeter),
    createElement(SupportNotice),
    createElement(FetchAnnouncer),
  )
}
