import { readFileSync } from 'node:fs'
import { chromiumPath } from './chromium.ts'
import { enginePackages, engines, whyMissing, type Engine } from './engines.ts'
import { run } from './run.ts'

/** Sees to it that there is a Chromium: one that is here, else Debian's, else Playwright's own. */
export async function ensureChromium(log: string) {
  if (chromiumPath() !== undefined) return
  if (mayInstall()) {
    try {
      await install(log, ['chromium'])
      return
    } catch (error) {
      console.log(`Debian's Chromium could not be installed (${String(error)}); trying Playwright's.`)
    }
  }
  await run(log, 'playwright', ['install', 'chromium'])
}

/**
 * Sees to it that every engine is there. Where nothing may be installed, tests of an engine that is missing are
 * skipped, and the check says so at its end.
 *
 * @throws where everything may be installed, and something is missing all the same: a CI must not skip an engine
 */
export async function ensureEngines(log: string) {
  await ensureChromium(log)
  if (!mayInstall()) return
  const missing = missingEngines()
  if (missing.length > 0) await install(log, missing)
  const lost = missingEngines().map(whyMissing)
  if (lost.length > 0) throw new Error(lost.join('; '))
}

export function missingEngines(): readonly Engine[] {
  return engines.filter((engine) => whyMissing(engine) !== null)
}

async function install(log: string, wanted: readonly Engine[]) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const packages = wanted.flatMap((engine) => enginePackages[engine])
  await run(log, 'apt-get', ['update', '-qq'], { env })
  await run(log, 'apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env })
}

function mayInstall(): boolean {
  return process.getuid?.() === 0 && isDebian()
}

// Ubuntu's packages of these names only fetch a snap, which a container cannot run.
function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  } catch {
    return false
  }
}
