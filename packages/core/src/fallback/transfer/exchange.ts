import type { Clock } from '../../progress/clock.js'

/** One request and its answer, watched. Trouble of the network is `null`, not a throw: it is what everybody expects. */
export interface Exchange {
  /** Ends the request, and with it its body. */
  readonly signal: AbortSignal
  /** It was silence that ended it. */
  readonly isIdle: boolean
  /**
   * Waits for the network; ends the request when nothing was heard for too long. `heard` says that something was,
   * and whether silence counts from then on.
   *
   * @param isTimed whether silence ends it @default true
   * @returns `null` where the network failed
   * @throws the outer signal's reason
   */
  listen<Value>(
    start: (heard: (isTimed?: boolean) => void) => Promise<Value>,
    isTimed?: boolean,
  ): Promise<Value | null>
  /** Ends whatever is still under way: two of three browsers go on receiving a body that nobody reads. */
  end(): void
}

export function openExchange(clock: Clock, idleTimeoutMs: number, outer: AbortSignal): Exchange {
  const controller = new AbortController()
  let isIdle = false
  const leave = () => controller.abort(outer.reason)
  outer.addEventListener('abort', leave, { once: true })

  const giveUp = () => {
    isIdle = true
    controller.abort(new DOMException('The server fell silent.', 'TimeoutError'))
  }

  return {
    signal: controller.signal,
    get isIdle() {
      return isIdle
    },
    async listen(start, isTimed = true) {
      outer.throwIfAborted()
      let cancel = () => {}
      const heard = (isTimed = true) => {
        cancel()
        if (isTimed) cancel = clock.timeout(giveUp, idleTimeoutMs)
      }
      heard(isTimed)
      try {
        return await start(heard)
      } catch {
        outer.throwIfAborted()
        return null
      } finally {
        cancel()
      }
    },
    end() {
      outer.removeEventListener('abort', leave)
      controller.abort()
    },
  }
}
