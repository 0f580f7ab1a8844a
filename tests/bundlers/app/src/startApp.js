import '@longhaul/components/styles.css'
import { createElement } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './App.js'

/** Draws the app, over what a server has drawn already where there is such, and shows its client to the tests. */
export function startApp(client) {
  const root = document.querySelector('#root')
  const app = createElement(App, { client })
  const errors = []
  if (root.hasChildNodes())
    hydrateRoot(root, app, { onRecoverableError: (error) => errors.push(String(error)) })
  else createRoot(root).render(app)
  Object.assign(globalThis, { app: { client, errors } })
}
