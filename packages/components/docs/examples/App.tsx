import { DownloadButton, FetchProgressList } from '@longhaul/components'
import '@longhaul/components/styles.css'
import { createBackgroundFetchClient } from '@longhaul/core'
import { BackgroundFetchProvider } from '@longhaul/hooks'

const client = createBackgroundFetchClient()

export const App = () => (
  <BackgroundFetchProvider client={client}>
    <DownloadButton
      id="episode-5"
      requests={['/media/ep-5.mp3', '/media/ep-5.jpg']}
      options={{ title: 'Episode 5' }}
    />
    <FetchProgressList />
  </BackgroundFetchProvider>
)
