import type { ComponentPropsWithRef, JSX, ReactNode, SyntheticEvent } from 'react'

type Tag = 'div' | 'span' | 'button' | 'input'

/**
 * Props of a part: those of its element, and `render` for another element or a component of your own. What `render`
 * returns must be given the props it gets, `ref` included.
 */
export type PartProps<T extends Tag> = ComponentPropsWithRef<T> & {
  /** Another element, or a component of yours: give it the props it gets. */
  readonly render?: ((props: ComponentPropsWithRef<T>) => ReactNode) | undefined
}

/** Attributes of a part that are not React's business. */
export interface PartAttributes {
  readonly 'data-longhaul': string
  readonly [attribute: `data-${string}`]: string | undefined
}

type Handler = (event: SyntheticEvent) => void

/**
 * One part, one element: its own attributes first, the caller's last. Where both handle an event the caller comes
 * first, and `preventDefault()` keeps the part from handling it.
 */
export function part<T extends Tag>(
  Element: T,
  own: ComponentPropsWithRef<T> & PartAttributes,
  { render, ...props }: PartProps<T>,
): ReactNode {
  const all = merge(own, props) as ComponentPropsWithRef<T>
  if (render !== undefined) return render(all)
  const Known = Element as unknown as (props: ComponentPropsWithRef<T>) => JSX.Element
  return <Known {...all} />
}

function merge(own: object, theirs: object): object {
  const all: Record<string, unknown> = { ...own, ...theirs }
  for (const [name, mine] of Object.entries(own)) {
    if (typeof mine !== 'function') continue
    const other: unknown = (theirs as Record<string, unknown>)[name]
    // A handler that the caller leaves `undefined` does not take the part's own away.
    all[name] = typeof other === 'function' ? inTurn(other as Handler, mine as Handler) : mine
  }
  return all
}

function inTurn(theirs: Handler, mine: Handler): Handler {
  return (event) => {
    theirs(event)
    if (!event.defaultPrevented) mine(event)
  }
}
