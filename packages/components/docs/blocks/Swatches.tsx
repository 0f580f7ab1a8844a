import type { CSSProperties } from 'react'
import { filmUnderWay } from '../../src/fixtures/records.js'
import { FetchProgressBar } from '../../src/FetchProgressBar.js'
import css from '../../src/styles.css?raw'
import { tokens, type Token } from './tokens.js'

const record = filmUnderWay()

/** Every token with its default and a picture of it, by day and by night. */
export function Swatches() {
  return (
    <div className="docs-tokens sb-unstyled">
      {tokens.map((token) => (
        <section key={token.name}>
          <div className="docs-pictures" aria-hidden="true">
            <Face token={token} scheme="light" />
            <Face token={token} scheme="dark" />
          </div>
          <div>
            <code>{token.name}</code>
            <p>{token.use}.</p>
            <code className="docs-default">{defaultOf(token.name)}</code>
          </div>
        </section>
      ))}
    </div>
  )
}

function Face({ token, scheme }: { readonly token: Token; readonly scheme: 'light' | 'dark' }) {
  return (
    <div className="docs-face" style={{ colorScheme: scheme }}>
      <Drawn {...token} />
    </div>
  )
}

function Drawn({ name, picture }: Token) {
  const value = `var(${name})`
  const box = (style: CSSProperties) => <div className="docs-box" style={style} />
  switch (picture) {
    case 'colour':
      return box({ background: value, border: '1px solid var(--longhaul-border)' })
    case 'text':
      return <span style={{ color: value, fontWeight: 600, fontSize: 20 }}>Aa</span>
    case 'font':
      return (
        <span style={{ fontFamily: 'var(--longhaul-font)', fontSize: 'var(--longhaul-font-size)' }}>
          Ag 24.1 MB
        </span>
      )
    case 'length':
      return box({ inlineSize: value, background: 'var(--longhaul-accent)' })
    case 'corner':
      return box({ border: '1px solid var(--longhaul-text)', borderRadius: value })
    case 'line':
      return box({ border: `${value} solid var(--longhaul-text)` })
    case 'shadow':
      return box({
        background: 'var(--longhaul-surface)',
        border: '1px solid var(--longhaul-border)',
        boxShadow: value,
      })
    case 'bar':
      return <FetchProgressBar record={record} style={{ inlineSize: '100%' }} />
    case 'time':
      return <span style={{ color: 'var(--longhaul-muted)' }}>{defaultOf(name)}</span>
  }
}

/** What the style sheet says. */
function defaultOf(name: string): string {
  return new RegExp(`${name}: ([^;]+);`).exec(css)?.[1] ?? ''
}
