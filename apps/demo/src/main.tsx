import { createBackgroundFetchClient } from '@longhaul/core'
import { BackgroundFetchProvider } from '@longhaul/hooks'
import '@longhaul/components/styles.css'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { readEngineChoice } from './engineChoice.ts'
import './styles.css'

const client = createBackgroundFetchClient({
  engine: readEngineChoice(location.search),
  onStorageError: (error) => console.error('Longhaul could not use the storage of this device.', error),
})

createRoot(document.querySelector('#app')!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <BackgroundFetchProvider client={client}>
        <App />
      </BackgroundFetchProvider>
    </QueryClientProvider>
  </StrictMode>,
)
