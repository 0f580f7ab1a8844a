import { fileURLToPath } from 'node:url'
import { UsageError, parseArguments } from './arguments.ts'
import { startDemo } from './start.ts'

const appFolder = fileURLToPath(new URL('../dist', import.meta.url))

try {
  const { url } = await startDemo({ ...parseArguments(process.argv.slice(2)), appFolder })
  console.log(`Longhaul demo: ${url}/`)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
