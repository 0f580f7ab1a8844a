import { Source } from '@storybook/addon-docs/blocks'
import type { BackgroundFetchClient } from '@longhaul/core'
import type { ReactNode } from 'react'
import { Stage, type Script } from '../../src/fixtures/Stage.js'

interface ExampleProps {
  /** What happens behind the scenes. */
  readonly script?: Script
  /** Replaces members of the client. */
  readonly client?: Partial<BackgroundFetchClient>
  /** Its source, read from the file that is type-checked. */
  readonly code?: string
  readonly language?: 'tsx' | 'css'
  readonly children?: ReactNode
}

/** A live example over an engine that does as it is told, and its source below. */
export function Example({ script, client, code, language = 'tsx', children }: ExampleProps) {
  // Storybook colours the code of pages by their theme, and that of this block by this.
  const isDark = matchMedia('(prefers-color-scheme: dark)').matches
  return (
    <>
      {children !== undefined && (
        <div className="docs-example sb-unstyled">
          <Stage {...(script === undefined ? {} : { script })} {...(client === undefined ? {} : { client })}>
            {children}
          </Stage>
        </div>
      )}
      {code !== undefined && <Source code={code.trim()} language={language} dark={isDark} />}
    </>
  )
}
