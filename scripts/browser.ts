import { readFileSync } from 'node:fs'
import { chromiumPath } from './chromium.ts'
import { run } from './run.ts'

/** Sees to it that there is a Chromium: one that is here, else Debian's, else Playwright's own. */
export async function ensureChromium(log: string) {
  if (chromiumPath() !== undefined) return
  if (process.getuid?.() === 0 && isDebian()) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    try {
      await run(log, 'apt-get', ['update', '-qq'], { env })
      await run(
        log,
        'apt-get',
        ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
        { env },
      )
      return
    } catch (error) {
      console.log(`Debian's Chromium could not be installed (${String(error)}); trying Playwright's.`)
    }
  }
  await run(log, 'playwright', ['install', 'chromium'])
}

// Ubuntu's package of that name only fetches a snap, which a container cannot run.
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
