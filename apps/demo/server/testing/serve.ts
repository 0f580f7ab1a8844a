import { onTestFinished } from 'vitest'
import { type DemoServer, type DemoServerOptions, createDemoServer } from '../server.ts'

/** A server that is gone when the test is. */
export async function serve(options: DemoServerOptions = {}): Promise<DemoServer> {
  const server = await createDemoServer(options)
  onTestFinished(server.close)
  return server
}
