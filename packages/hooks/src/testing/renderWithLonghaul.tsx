import { createBackgroundFetchClient, type BackgroundFetchClient } from '@longhaul/core'
import { createMemoryEngine, type MemoryEngine, type VirtualClock } from '@longhaul/core/testing'
import { act, render, type RenderOptions, type RenderResult } from '@testing-library/react'
import type { PropsWithChildren, ReactNode } from 'react'
import { BackgroundFetchProvider } from '../BackgroundFetchProvider.js'

export interface RenderWithLonghaulOptions extends Omit<RenderOptions, 'wrapper' | 'queries'> {
  /** What readings and endings come from. @default createMemoryEngine() */
  readonly engine?: MemoryEngine<VirtualClock>
  /** Pass the engine it was made with along. @default a client of `engine` and its clock */
  readonly client?: BackgroundFetchClient
}

export interface RenderWithLonghaulResult extends RenderResult {
  readonly client: BackgroundFetchClient
  readonly engine: MemoryEngine<VirtualClock>
  /**
   * Lets `ms` milliseconds of the engine's clock go by, and React render what came of it. What is on its way in promises
   * is awaited before and after. @default 16, one frame
   */
  readonly advance: (ms?: number) => Promise<void>
}

/** One frame of the memory engine's clock. */
const FRAME_MS = 16

/**
 * Renders inside of a Provider whose downloads are scripted: nothing is fetched, and time moves when told to. The client is
 * the caller's to dispose, as it may be shown again.
 */
export function renderWithLonghaul(
  ui: ReactNode,
  {
    engine = createMemoryEngine(),
    client = createBackgroundFetchClient({ adapter: engine.adapter, clock: engine.clock }),
    ...options
  }: RenderWithLonghaulOptions = {},
): RenderWithLonghaulResult {
  const wrapper = ({ children }: PropsWithChildren) => (
    <BackgroundFetchProvider client={client}>{children}</BackgroundFetchProvider>
  )
  const advance = async (ms: number = FRAME_MS) => {
    await act(() => client.ready())
    await act(async () => engine.clock.advance(ms))
  }
  const rendered: RenderResult = render(ui, { ...options, wrapper })
  return { ...rendered, client, engine, advance }
}
