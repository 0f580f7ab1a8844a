/** WebKit's remote inspector on one page: JSON over a WebSocket, each message wrapped for the process that renders now. */
export interface Inspector {
  /** Rejects when the document that was asked is gone: navigated away, closed or crashed. */
  send<Result>(method: string, params?: object): Promise<Result>
  /** Resolves when the page has been closed, or the whole browser. */
  readonly closed: Promise<void>
}

interface Message {
  readonly id?: number
  readonly method?: string
  readonly params?: never
  readonly result?: unknown
  readonly error?: { readonly message: string }
}

/** The inspector can take a connection and then say nothing (measured): that one is given up, and another is opened. */
const SILENCE_MS = 1_000

/** Connects to a page. Rejects when the inspector does not answer soon; the caller asks again. */
export async function connectInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url)
  const closed = new Promise<void>((resolve) => socket.addEventListener('close', () => resolve()))
  const calls = createCalls()
  let target: string | null = null
  const post = (id: number, method: string, params: object) => {
    const message = JSON.stringify({ id, method, params })
    const wrapped = { id, method: 'Target.sendMessageToTarget', params: { targetId: target, message } }
    socket.send(JSON.stringify(wrapped))
  }
  const use = (targetId: string) => {
    calls.drop('The page moved to another process')
    target = targetId
    // Its events tell when a document, and with it whoever would have answered, is gone.
    post(0, 'Page.enable', {})
  }
  const firstTarget = new Promise<void>((resolve) => {
    const listeners = listenersFor(calls, (targetId) => {
      use(targetId)
      resolve()
    })
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as Message
      if (message.method !== undefined) {
        listeners[message.method]?.(message.params as never)
        return
      }
      // Only a refusal says something here: a page's own answer follows, wrapped, as an event. It waits until this
      // message is acknowledged, which any frame does, and the system does alone only 40 ms later (Nagle; measured).
      socket.send(new Uint8Array(0))
      if (message.error) calls.answer(message)
    })
  })
  void closed.then(() => calls.drop('The inspector closed'))

  try {
    await Promise.race([firstTarget, silence(closed)])
  } catch (error) {
    socket.close()
    throw error
  }
  return {
    closed,
    send: (method, params = {}) =>
      calls.start((id) => {
        if (socket.readyState !== WebSocket.OPEN) throw new Error('The inspector closed')
        post(id, method, params)
      }),
  }
}

function listenersFor(calls: Calls, use: (targetId: string) => void) {
  const listeners: Record<string, (params: never) => void> = {
    'Target.targetCreated': ({
      targetInfo,
    }: {
      targetInfo: { targetId: string; isProvisional?: boolean }
    }) => {
      if (targetInfo.isProvisional !== true) use(targetInfo.targetId)
    },
    'Target.didCommitProvisionalTarget': ({ newTargetId }: { newTargetId: string }) => use(newTargetId),
    'Target.targetDestroyed': () => calls.drop('The page is gone'),
    'Target.dispatchMessageFromTarget': ({ message }: { message: string }) => {
      const inner = JSON.parse(message) as Message
      if (inner.method === undefined) calls.answer(inner)
      else listeners[inner.method]?.(inner.params as never)
    },
    'Page.frameNavigated': ({ frame }: { frame: { parentId?: string } }) => {
      if (frame.parentId === undefined) calls.drop('The page navigated')
    },
  }
  return listeners
}

type Calls = ReturnType<typeof createCalls>

/** What was asked and is not answered yet. */
function createCalls() {
  const open = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  return {
    start<Result>(post: (id: number) => void): Promise<Result> {
      return new Promise((resolve, reject) => {
        const id = ++lastId
        post(id)
        open.set(id, { resolve, reject })
      })
    },
    answer({ id = 0, result, error }: Message) {
      const call = open.get(id)
      open.delete(id)
      if (error) call?.reject(new Error(error.message))
      else call?.resolve(result as never)
    },
    drop(reason: string) {
      for (const { reject } of open.values()) reject(new Error(reason))
      open.clear()
    },
  }
}

async function silence(closed: Promise<void>): Promise<never> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, SILENCE_MS)))
  await Promise.race([limit, closed])
  clearTimeout(timer)
  throw new Error('The inspector shows no page')
}
