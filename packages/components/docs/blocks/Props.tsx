import { Fragment, type ComponentType } from 'react'
import { Table } from './Table.js'

/** What Storybook's reader of types leaves on a component: react-docgen's findings. */
interface Docgen {
  readonly props?: Readonly<Record<string, DocgenProp>>
}

interface DocgenProp {
  readonly required: boolean
  readonly description: string
  readonly tsType?: { readonly name: string; readonly raw?: string }
}

/** A component's own props, with their types and their comments as they stand in the source. */
export function Props({ of }: { readonly of: ComponentType<never> }) {
  const { props = {} } = (of as { __docgenInfo?: Docgen }).__docgenInfo ?? {}
  // `never` only keeps one set of props apart from another.
  const own = Object.entries(props).filter(([, { tsType }]) => tsType?.name !== 'never')
  if (own.length === 0) throw new Error(`No props were read of ${of.displayName ?? of.name}.`)
  return (
    <Table className="docs-props">
      <thead>
        <tr>
          <th>prop</th>
          <th>type</th>
          <th>what it does</th>
        </tr>
      </thead>
      <tbody>
        {own.map(([name, prop]) => (
          <Row key={name} name={name} prop={prop} />
        ))}
      </tbody>
    </Table>
  )
}

function Row({
  name,
  prop: { required, description, tsType },
}: {
  readonly name: string
  readonly prop: DocgenProp
}) {
  const [words = '', standard] = description.split('@default').map((part) => part.trim())
  const type = (tsType?.raw ?? tsType?.name ?? '').replace(/^\|?\s*/, '').replace(/\s*\|\s*undefined$/, '')
  return (
    <tr>
      <td>
        <code>{name}</code>
        {required && ' (required)'}
      </td>
      <td>
        <code>{type}</code>
      </td>
      <td>
        <Prose>{words}</Prose>
        {standard !== undefined && (
          <>
            {' '}
            Default: <Prose>{standard}</Prose>.
          </>
        )}
      </td>
    </tr>
  )
}

/** Words of a comment: code between backticks. */
function Prose({ children }: { readonly children: string }) {
  const parts = children.split('`').map((text, index) => ({ text, place: index }))
  return parts.map(({ text, place }) =>
    place % 2 === 1 ? <code key={place}>{text}</code> : <Fragment key={place}>{text}</Fragment>,
  )
}
