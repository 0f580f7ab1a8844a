import { test as base } from '@playwright/test'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { createDemoServer, type DemoServer } from '../server/server.ts'

type WorkerName = 'worker' | 'workerOlder' | 'workerNewer' | 'workerSilent'

interface SiteFixtures {
  /** A real server of its own, with the stage's page on it. */
  server: DemoServer
  /** Replaces the worker's script on the server, as a deploy does. */
  deploy(name: WorkerName): Promise<void>
  siteFolder: string
}

interface SiteWorkerFixtures {
  /** The stage, built once. */
  builtStage: string
}

/** What every end-to-end test stands on, whatever browser it drives: the stage on a server. */
export const siteTest = base.extend<SiteFixtures, SiteWorkerFixtures>({
  builtStage: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), 'longhaul-stage-'))
      await build({
        configFile: join(import.meta.dirname, 'stage/vite.config.ts'),
        build: { outDir: folder },
      })
      await use(folder)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker' },
  ],
  siteFolder: async ({ builtStage }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'longhaul-site-'))
    await cp(builtStage, folder, { recursive: true })
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  server: async ({ siteFolder }, use) => {
    const server = await createDemoServer({ appFolder: siteFolder, takesUploads: true })
    await use(server)
    await server.close()
  },
  deploy: async ({ siteFolder, builtStage }, use) => {
    await use((name) => cp(join(builtStage, `${name}.js`), join(siteFolder, 'worker.js')))
  },
})
