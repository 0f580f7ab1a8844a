import { existsSync } from 'node:fs'

const KNOWN_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The browser the tests drive: `CHROME_PATH`, else a known place; undefined leaves it to Playwright's own download. */
export function chromiumPath(): string | undefined {
  const named = process.env['CHROME_PATH']
  if (named !== undefined && named !== '') return named
  return KNOWN_PLACES.find((place) => existsSync(place))
}

/** Launch options that every browser test shares: pass them to `chromium.launchPersistentContext` too. */
export function chromiumLaunchOptions() {
  const executablePath = chromiumPath()
  // Chromium refuses its sandbox to root, and only to root.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return {
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      '--headless=new',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...asRoot,
    ],
  }
}
