import { existsSync, globSync } from 'node:fs'
import { chromiumPath } from './chromium.ts'

export type Engine = 'chromium' | 'firefox' | 'webkit'

/** Every engine that the end-to-end tests run in. */
export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit']

const FIREFOX_PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox']

/** WebKitGTK's own small browser: it comes in the library's package, outside the PATH. */
const WEBKIT_PLACES = '/usr/{lib,libexec}{,/*}/webkit2gtk-4.*/MiniBrowser'

const XVFB_PLACES = ['/usr/bin/Xvfb', '/usr/local/bin/Xvfb']

/** Debian's packages that an engine's tests need. */
export const enginePackages: Record<Engine, readonly string[]> = {
  chromium: ['chromium', 'fonts-liberation'],
  firefox: ['firefox-esr'],
  // The browser and the X server for its windows; no fonts: nobody looks at them.
  webkit: ['libwebkit2gtk-4.1-0', 'xvfb'],
}

const OVERRIDES: Record<Engine, string> = {
  chromium: 'CHROME_PATH',
  firefox: 'FIREFOX_PATH',
  webkit: 'WEBKIT_PATH',
}

/** The browser to drive: what `CHROME_PATH`, `FIREFOX_PATH` or `WEBKIT_PATH` names, else one in a known place. */
export function enginePath(engine: Engine): string | undefined {
  const named = process.env[OVERRIDES[engine]]
  if (named !== undefined && named !== '') return named
  switch (engine) {
    case 'chromium':
      return chromiumPath()
    case 'firefox':
      return FIREFOX_PLACES.find((place) => existsSync(place))
    case 'webkit':
      return globSync(WEBKIT_PLACES).toSorted().at(-1)
  }
}

/** The X server without a screen: WebKitGTK's browser opens windows. */
export function xvfbPath(): string | undefined {
  return XVFB_PLACES.find((place) => existsSync(place))
}

/** Why an engine cannot be driven here, and what to do about it; null when it can. */
export function whyMissing(engine: Engine): string | null {
  if (process.platform !== 'linux') return `no ${engine}: its driver works on Linux only`
  if (enginePath(engine) !== undefined && (engine !== 'webkit' || xvfbPath() !== undefined)) return null
  // Playwright's own download is as good.
  if (engine === 'chromium') return null
  return `no ${engine}: install ${enginePackages[engine].join(' and ')}, or set ${OVERRIDES[engine]}`
}
