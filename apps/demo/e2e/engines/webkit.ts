import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { enginePath } from '../../../../scripts/engines.ts'
import { openDisplay } from './display.ts'
import type { Driver, LaunchOptions } from './driver.ts'
import type { Inspector } from './inspector.ts'
import { createPages, freePort } from './pages.ts'
import { environmentOf, killAll, untilGone } from './processes.ts'
import { closeWindow, createWebKitTab, untilLoaded } from './webkitTab.ts'

/** What Safari has on and WebKitGTK has behind flags. */
const SAFARI_FEATURES = [
  'FileSystem',
  'AccessHandle',
  'FileSystemWritableStream',
  'StorageAPI',
  'StorageAPIEstimate',
  'ReadableByteStreamAPI',
]

/** The browser quits with its last window, at once; a window whose page has crashed cannot be closed from inside. */
const QUIT_LIMIT_MS = 2_000

/**
 * WebKitGTK's own small browser, driven through its remote inspector. Not through WebDriver: a browser that is told to
 * be automated keeps nothing, as in a private window.
 */
export async function launchWebKit(options: LaunchOptions): Promise<Driver> {
  const { profile } = options
  const display = await openDisplay()
  const port = await freePort()
  const browser = await start(options, display.name, port)
  const pages = createPages(port)
  const kill = async () => {
    await killAll(profile)
    display.close()
  }
  const blank = await pages.next().catch(async (error: unknown) => {
    await kill()
    throw new Error(`WebKit did not start: ${browser.said()}`, { cause: error })
  })
  const windows: Inspector[] = [blank]
  return {
    engine: 'webkit',
    async newPage(url) {
      // Without an opener it gets a process of its own.
      const expression = `void window.open(${JSON.stringify(url)}, '_blank', 'noopener')`
      await blank.send('Runtime.evaluate', { expression })
      const inspector = await pages.next()
      windows.push(inspector)
      await untilLoaded(inspector, ({ href }) => href !== 'about:blank')
      return createWebKitTab(inspector, profile)
    },
    setOffline: null,
    async close() {
      for (const inspector of windows) closeWindow(inspector).catch(() => undefined)
      await Promise.race([browser.ended, wait(QUIT_LIMIT_MS)])
      browser.terminate()
      await untilGone(profile)
      display.close()
    },
    kill,
  }
}

/** Starts the browser with everything it keeps in the profile's folder. */
async function start(options: LaunchOptions, display: string, port: number) {
  const { profile, args = [], features } = options
  const folders = Object.fromEntries(
    ['data', 'cache', 'config', 'runtime', 'temporary'].map((name) => [name, join(profile, name)]),
  )
  // GLib refuses a runtime folder that others can read.
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: 0o700 })
  const browser = spawn(
    enginePath('webkit') ?? 'MiniBrowser',
    [
      `--features=${(features ?? SAFARI_FEATURES).join(',')}`,
      '--javascript-can-open-windows-automatically=true',
      ...args,
      'about:blank',
    ],
    {
      env: {
        ...environmentOf(profile),
        DISPLAY: display,
        GDK_BACKEND: 'x11',
        LIBGL_ALWAYS_SOFTWARE: '1',
        NO_AT_BRIDGE: '1',
        WEBKIT_INSPECTOR_HTTP_SERVER: `127.0.0.1:${port}`,
        XDG_DATA_HOME: folders['data'],
        XDG_CACHE_HOME: folders['cache'],
        XDG_CONFIG_HOME: folders['config'],
        XDG_RUNTIME_DIR: folders['runtime'],
        // Blobs are written there before they are moved to where they are kept.
        TMPDIR: options.temporaryFiles ?? folders['temporary'],
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  )
  let said = ''
  browser.stderr.on('data', (text: Buffer) => (said = (said + String(text)).slice(-2_000)))
  browser.once('error', (error) => (said += String(error)))
  return {
    said: () => said,
    ended: new Promise((resolve) => browser.once('exit', resolve)),
    terminate: () => browser.kill('SIGTERM'),
  }
}
