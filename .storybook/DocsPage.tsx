import { DocsContainer, type DocsContainerProps } from '@storybook/addon-docs/blocks'
import type { PropsWithChildren } from 'react'
import { themes } from 'storybook/theming'
import './docs.css'

/** A page of the documentation in the colours that the reader's system has. */
export function DocsPage(props: PropsWithChildren<DocsContainerProps>) {
  const scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
  return (
    <div style={{ colorScheme: scheme }}>
      <DocsContainer {...props} theme={themes[scheme]} />
    </div>
  )
}
