import { describe, expect, it } from 'vitest'
import { digest, original, serve, serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

const film = (url: string, query = '') => `${url}/media/sample/film-400000.bin${query}`

describe('without a network', () => {
  it('waits for it, however often it goes, and goes on where it was', async () => {
    const server = await serve()
    let comeBack: (() => void) | null = null
    const stage = createStage({
      url: film(server.url),
      policy: { maxAttempts: 1 },
      online: {
        isOnline: () => comeBack === null,
        untilOnline: () => new Promise((resolve) => setImmediate(resolve)).then(() => comeBack?.()),
      },
      onProgress({ downloaded }) {
        if (downloaded !== 262_144) return
        comeBack = () => {
          comeBack = null
        }
        server.cut()
      },
    })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits).toContainEqual({ reason: 'offline', needsUser: false, nextAttemptAt: null })
    expect(stage.file.clears).toBe(0)
    expect(digest(stage.file.bytes)).toBe(digest(await original(film(server.url))))
  })

  it('blames nobody', async () => {
    let isOnline = true
    let asked = 0
    const url = await serveScript(({ socket }, outgoing) => {
      asked += 1
      if (asked > 1) return outgoing.end('film')
      isOnline = false
      return socket.destroy()
    })
    const online = {
      isOnline: () => isOnline,
      async untilOnline() {
        isOnline = true
      },
    }
    const stage = createStage({ url, policy: { maxAttempts: 1 }, online })
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits.map(({ reason }) => reason)).toEqual(['offline'])
  })

  it('asks nobody before there is one', async () => {
    const server = await serve()
    const leave = new AbortController()
    const stage = createStage({
      url: film(server.url),
      online: {
        isOnline: () => false,
        untilOnline: (signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      },
      onWaiting: () => setImmediate(() => stage.controller.abort(leave)),
    })
    await expect(stage.run()).rejects.toBe(leave)
    expect(server.log).toEqual([])
  })
})
