import type { BackgroundFetchClientOptions } from '@longhaul/core'

export type EngineChoice = NonNullable<BackgroundFetchClientOptions['engine']>

export const ENGINES: readonly {
  readonly choice: EngineChoice
  readonly name: string
  readonly says: string
}[] = [
  {
    choice: 'auto',
    name: 'Whichever is better',
    says: 'The browser’s own where it is willing, Longhaul’s for the rest.',
  },
  {
    choice: 'native',
    name: 'The browser’s own',
    says: 'Goes on when this page is closed. Only Chromium has it.',
  },
  {
    choice: 'fallback',
    name: 'Longhaul’s',
    says: 'Runs in every browser, pauses, and goes on from the last byte kept.',
  },
]

/** The address says which engine a page uses, so that two tabs can be compared. Anything else is `'auto'`. */
export function readEngineChoice(search: string): EngineChoice {
  const asked = new URLSearchParams(search).get('engine')
  return ENGINES.find(({ choice }) => choice === asked)?.choice ?? 'auto'
}

/** The address of the same page with another engine. */
export function engineAddress(choice: EngineChoice, href: string): string {
  const url = new URL(href)
  if (choice === 'auto') url.searchParams.delete('engine')
  else url.searchParams.set('engine', choice)
  return url.href
}
