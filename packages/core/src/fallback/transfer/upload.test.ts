import { expect, it, onTestFinished, vi } from 'vitest'
import { serveScript } from './fixtures/servers.js'
import { createStage } from './fixtures/stage.js'

/** As much of the browser's as an upload hears of, whose server does what a test says. */
function stubXhr(answer: (xhr: FakeXhr) => void) {
  vi.stubGlobal(
    'XMLHttpRequest',
    class extends FakeXhr {
      send() {
        setImmediate(answer, this)
      }
    },
  )
  onTestFinished(() => void vi.unstubAllGlobals())
}

class FakeXhr extends EventTarget {
  readonly upload = new EventTarget()
  readyState = 0
  open() {
    this.goTo(1)
  }
  setRequestHeader() {}
  goTo(readyState: number) {
    this.readyState = readyState
    this.dispatchEvent(new Event('readystatechange'))
  }
  break(how: 'error' | 'abort') {
    this.goTo(4)
    this.dispatchEvent(new Event(how))
  }
  abort() {
    this.break('abort')
  }
}

it('is not sent twice where it has no bytes whose leaving could be heard of', async () => {
  let asked = 0
  stubXhr((xhr) => {
    asked += 1
    xhr.break('error')
  })
  const url = await serveScript(({ socket }) => {
    asked += 1
    socket.destroy()
  })
  const stage = createStage({ url, request: { method: 'POST', body: new Blob() } })
  expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'unanswered' } })
  expect(asked).toBe(1)
  expect(stage.wasSent).toBe(true)
})

it('is given no more than its time by a server that falls silent in the middle of its answer', async () => {
  stubXhr((xhr) => {
    xhr.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded: 8 }))
    stage.clock.advance(600_000)
    xhr.goTo(2)
    stage.clock.advance(30_000)
  })
  const request = { method: 'POST', body: new Blob(['a letter']) }
  const stage = createStage({ url: 'https://films.example/letters', request })
  expect(await stage.run()).toMatchObject({ done: false, failure: { reason: 'unanswered' } })
})

it('is sent again where nothing of it has left', async () => {
  let asked = 0
  stubXhr((xhr) => {
    asked += 1
    xhr.break('error')
  })
  const request = { method: 'POST', body: new Blob(['a letter']) }
  const stage = createStage({ url: 'https://films.example/letters', request, policy: { maxAttempts: 3 } })
  expect(await stage.run()).toMatchObject({ done: false })
  expect(asked).toBe(3)
})
