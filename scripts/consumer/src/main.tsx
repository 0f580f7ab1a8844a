import * as components from '@longhaul/components'
import '@longhaul/components/styles.css'
import * as core from '@longhaul/core'
import * as testing from '@longhaul/core/testing'
import classicWorkerUrl from '@longhaul/core/service-worker/classic?url'
import * as hooks from '@longhaul/hooks'
import * as hooksTesting from '@longhaul/hooks/testing'
import { createRoot } from 'react-dom/client'

const names = [core, testing, hooks, hooksTesting, components].flatMap((entry) => Object.keys(entry))

createRoot(document.querySelector('#root')!).render(
  <ul title={classicWorkerUrl}>
    {names.map((name) => (
      <li key={name}>{name}</li>
    ))}
  </ul>,
)
