import { fileURLToPath } from 'node:url'
import { GOOD_DAY } from '../src/weather.ts'
import { UsageError, parseArguments } from './arguments.ts'
import { startDemo } from './start.ts'

const appFolder = fileURLToPath(new URL('../dist', import.meta.url))

try {
  const given = parseArguments(process.argv.slice(2))
  // At full speed a download on one's own machine is over before anybody has seen it.
  const weather = given.library === undefined ? GOOD_DAY : {}
  const { url } = await startDemo({ ...given, appFolder, weather })
  console.log(`Longhaul demo: ${url}/`)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
