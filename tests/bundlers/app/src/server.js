// What a framework does on its server: the same app, as HTML.
import { createBackgroundFetchClient } from '@longhaul/core'
import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { App } from './App.js'

process.stdout.write(renderToString(createElement(App, { client: createBackgroundFetchClient() })))
