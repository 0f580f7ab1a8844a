import { describe, expect, it } from 'vitest'
import { digest, original, serve, serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'
import type { Online } from './online.js'

const film = (url: string, query = '') => `${url}/media/sample/film-400000.bin${query}`

const ALWAYS: Online = {
  isOnline: () => true,
  untilOnline: () => Promise.resolve(),
  untilOffline: () => new Promise(() => {}),
}

/** A network that goes as soon as somebody waits for that, and comes back at once. */
function createFlap(): Online {
  let isOnline = true
  return {
    isOnline: () => isOnline,
    async untilOffline() {
      isOnline = false
    },
    async untilOnline() {
      isOnline = true
    },
  }
}

describe('without a network', () => {
  it('waits for it, however often it goes, and goes on where it was', async () => {
    const server = await serve()
    let comeBack: (() => void) | null = null
    const stage = createStage({
      url: film(server.url),
      policy: { maxAttempts: 1 },
      online: {
        ...ALWAYS,
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
      ...ALWAYS,
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
        ...ALWAYS,
        isOnline: () => false,
        untilOnline: (signal) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      },
      onWaiting: () => setImmediate(() => stage.controller.abort(leave)),
    })
    await expect(stage.run()).rejects.toBe(leave)
    expect(server.log).toEqual([])
  })

  it('waits no longer for a dead network than until it is back', async () => {
    let asked = 0
    const url = await serveScript(({ socket }, outgoing) => {
      asked += 1
      if (asked < 3) return socket.destroy()
      return outgoing.end('film')
    })
    const stage = createStage({
      url,
      policy: { maxAttempts: 2 },
      online: createFlap(),
      onWaiting({ reason }) {
        // Half of a second; the wait that was begun never ends.
        if (reason === 'offline') setImmediate(() => advance(500))
      },
    })
    const { advance } = stage.clock
    stage.clock.advance = () => {}
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits.map(({ reason }) => reason)).toEqual(['server', 'offline', 'server', 'offline'])
  })

  it('waits as long as a server has asked for, also where the network went with its answer', async () => {
    let isOnline = true
    let asked = 0
    const url = await serveScript((_, outgoing) => {
      asked += 1
      if (asked > 1) return outgoing.end('film')
      isOnline = false
      return outgoing.writeHead(429, { 'Retry-After': '7' }).end()
    })
    const online = {
      ...ALWAYS,
      isOnline: () => isOnline,
      async untilOnline() {
        isOnline = true
      },
    }
    const stage = createStage({ url, online })
    const start = stage.clock.now()
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits.map(({ nextAttemptAt }) => nextAttemptAt)).toEqual([start + 7_000, null])
  })

  it('waits as long as a server has asked for, whatever the network does', async () => {
    const server = await serve()
    const stage = createStage({
      url: film(server.url, '?status=429&retry-after=7&times=1'),
      online: createFlap(),
    })
    const start = stage.clock.now()
    expect(await stage.run()).toMatchObject({ done: true })
    expect(stage.waits.map(({ nextAttemptAt }) => (nextAttemptAt ?? 0) - start)).toEqual([7_000])
  })
})
