import { describe, expect, it } from 'vitest'
import { serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const body = new Blob(['a letter'])

/** A server that thanks for whatever comes, and counts it. */
async function serveThanks() {
  const asked: (string | undefined)[] = []
  const url = await serveScript(({ method }, outgoing) => {
    asked.push(method)
    outgoing.end('thanks')
  })
  return { url, asked }
}

describe('what an earlier run has sent, or may have', () => {
  it.each(['POST', 'PATCH'])('is not sent again: %s', async (method) => {
    const { url, asked } = await serveThanks()
    const stage = createStage({ url, request: { method, body }, wasSent: true })
    expect(await stage.run()).toEqual({
      done: false,
      failure: { reason: 'unanswered', httpStatus: null, url },
    })
    expect(asked).toEqual([])
  })

  it.each(['PUT', 'DELETE', 'GET', 'HEAD'])(
    'is sent again where twice is as good as once: %s',
    async (method) => {
      const { url, asked } = await serveThanks()
      const request = { method, body: method === 'PUT' ? body : null }
      const stage = createStage({ url, request, wasSent: true })
      expect(await stage.run()).toMatchObject({ done: true })
      expect(asked).toEqual([method])
    },
  )

  it('is sent again where the app says that it may be', async () => {
    const { url, asked } = await serveThanks()
    const policy = { repeatable: ['GET', 'POST'] }
    const stage = createStage({ url, request: { method: 'POST', body }, policy, wasSent: true })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(asked).toEqual(['POST'])
  })
})

describe('the note that something was sent', () => {
  it('is written before the first byte leaves', async () => {
    let wasNoted: boolean | undefined
    const url = await serveScript((_, outgoing) => {
      wasNoted = stage.wasSent
      outgoing.end('thanks')
    })
    const stage = createStage({ url, request: { method: 'POST', body } })
    await stage.run()
    expect(wasNoted).toBe(true)
  })

  it('is spared where it would keep nothing from being repeated', async () => {
    const { url } = await serveThanks()
    const stage = createStage({ url, request: { method: 'PUT', body } })
    await stage.run()
    expect(stage.wasSent).toBe(false)
  })
})
