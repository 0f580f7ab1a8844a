import { expect, it } from 'vitest'
import { entries, manifest, packageNames, parse, resolveImport } from './sources.ts'

// A change here is a change of the public API: it comes with the README and a changeset.
// `vitest run --project unit tests/exports.test.ts --update` writes the snapshot anew.
it.each(packageNames)('keeps the exports of %s', async (packageName) => {
  const page = Object.entries(entries(packageName)).map(([entry, path]) =>
    [
      `${manifest(packageName).name}${entry.slice(1)}`,
      ...exportedNames(path).map((name) => `  ${name}`),
    ].join('\n'),
  )
  await expect(`${page.join('\n\n')}\n`).toMatchFileSnapshot(`./exports/${packageName}.txt`)
})

function exportedNames(path: string): string[] {
  const names = parse(path).module.staticExports.flatMap(({ entries: found }) =>
    found.flatMap((entry) => {
      const { name } = entry.exportName
      if (name !== null) return entry.isType ? `type ${name}` : name
      const target = resolveImport(path, entry.moduleRequest!.value)
      return target === null ? `* from ${entry.moduleRequest!.value}` : exportedNames(target)
    }),
  )
  return [...new Set(names)].toSorted()
}
