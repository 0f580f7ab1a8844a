import { Markdown } from '@storybook/addon-docs/blocks'
import readme from '../../../../README.md?raw'
import { Table } from './Table.js'

/** A section of the README: what is true in one place is true in the other. */
export function Section({ title }: { readonly title: string }) {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${title}\n`))
  if (section === undefined) throw new Error(`The README has no section "${title}".`)
  // Links of the README lead into the repository, which a built Storybook does not have beside it.
  const text = section.slice(title.length).replaceAll(/\[([^\]]*)\]\((?!http)[^)]*\)/g, '$1')
  return <Markdown options={{ overrides: { table: Table } }}>{text}</Markdown>
}
