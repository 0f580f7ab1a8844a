import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { startDemo } from './start.ts'
import { ask } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

const CLI = fileURLToPath(new URL('./cli.ts', import.meta.url))

it('takes the next port when one is taken', async () => {
  const { port } = await serve()
  const server = await startDemo({ port })
  onTestFinished(server.close)
  expect(server.port).toBeGreaterThan(port)
})

it('refuses a library that is not there', async () => {
  await expect(startDemo({ port: 0, library: 'no such folder' })).rejects.toThrow('--library takes a folder')
})

it('prints one line, with an address that answers', async () => {
  const child = spawn(process.execPath, [CLI, '--', '--port', '0'])
  onTestFinished(() => void child.kill())
  const printed = String(await once(child.stdout, 'data'))
  const address = /^Longhaul demo: (\S+)\/\n$/.exec(printed)?.[1] ?? ''
  expect((await ask(address, '/api/weather')).status).toBe(200)
})

it('tells a person what was wrong, without a stack', async () => {
  await expect(promisify(execFile)(process.execPath, [CLI, '--port', 'high'])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^--port takes a number.*\nUsage: .*\n$/),
  })
})
