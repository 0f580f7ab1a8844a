import type { Engine } from '../../../../scripts/engines.ts'
import { launchChromium } from './chromium.ts'
import { launchFirefox } from './firefox.ts'
import { launchWebKit } from './webkit.ts'

export type { Engine }

export interface LaunchOptions {
  /** The folder that outlives the browser: launched on it again, it is the same person's. */
  readonly profile: string
  /** More of the browser's own command line. */
  readonly args?: readonly string[]
  /** WebKit only: its runtime features, in place of those that Safari has on. */
  readonly features?: readonly string[]
  /** WebKit only: where its temporary files lie, if not in the profile's folder. */
  readonly temporaryFiles?: string
  /** Bytes that each site may keep; WebKitGTK gives every site 1,000 MiB and knows no other number. */
  readonly quota?: number
}

/** One tab. */
export interface Tab {
  /**
   * Runs a function in the page and gives what it returned or resolved with, as JSON carries it.
   * Like Playwright's: the function sees nothing of the test but `arg`. Its error is thrown again, with its name and message.
   */
  evaluate<Result>(fn: () => Result): Promise<Awaited<Result>>
  evaluate<Result, Arg>(fn: (arg: Arg) => Result, arg: Arg): Promise<Awaited<Result>>
  /** Resolves when the page has loaded, like `reload`. */
  goto(url: string): Promise<void>
  reload(): Promise<void>
  close(): Promise<void>
  /**
   * Puts it in front of the others. In Firefox alone these are hidden then: a driven Chromium says of every tab that it
   * is visible, and in WebKit each has a window of its own (measured).
   */
  show(): Promise<void>
  /**
   * Kills the process that renders this tab, and whatever shares it. The tab is spent then: open another. Resolves with
   * when it was killed, in epoch milliseconds: finding the process takes a while.
   */
  crash(): Promise<number>
  /** Stops the process that renders this tab, as a system that wants its memory does; gives how to let it go on. */
  freeze(): Promise<() => void>
}

/** A real browser with a profile that outlives it. Its first, blank tab stays open, so that closing a tab is not quitting. */
export interface Driver {
  readonly engine: Engine
  newPage(url: string): Promise<Tab>
  /**
   * Takes the network from every tab and its workers, or gives it back; null where only the server can go away. A
   * service worker loses it in Chromium alone (measured).
   */
  readonly setOffline: ((isOffline: boolean) => Promise<void>) | null
  /** As a person quits it. Resolves when no process is left. */
  close(): Promise<void>
  /** SIGKILL to all its processes. Resolves when none is left. */
  kill(): Promise<void>
}

const launchers = { chromium: launchChromium, firefox: launchFirefox, webkit: launchWebKit }

/** Starts a browser. Linux only: its processes are told by what `/proc` says of them. */
export function launch(engine: Engine, options: LaunchOptions): Promise<Driver> {
  return launchers[engine](options)
}
