import type { ComponentProps } from 'react'

/** A table that scrolls by itself where there is no room for it, by keyboard too. */
export function Table(props: ComponentProps<'table'>) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a keyboard must reach what scrolls
    <div className="docs-table" role="group" tabIndex={0} aria-label="Table">
      <table {...props} />
    </div>
  )
}
