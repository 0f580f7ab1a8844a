import { describe, expect, it } from 'vitest'
import { layers, type Room } from './layers.ts'
import { manifest, packageNames, readSources, type SourceFile } from './sources.ts'

const sources = packageNames.flatMap(readSources)
const byPath = new Map(sources.map((file) => [file.path, file]))

describe('the direction of imports', () => {
  it('finds a room for every source file', () => {
    const homeless = sources.filter((file) => findRoom(file) === undefined).map((file) => file.path)
    expect(homeless.join('\n'), 'Name the room in tests/layers.ts and docs/architecture.md').toBe('')
  })

  it('never points up or sideways', () => {
    const wrong = sources.flatMap((file) =>
      file.imports
        .map(({ path }) => (path === null ? undefined : byPath.get(path)))
        .filter((target) => target !== undefined && !mayImport(file, target))
        .map((target) => `${file.path} → ${target?.path}`),
    )
    expect(wrong.join('\n')).toBe('')
  })

  it('has no cycle', () => {
    expect(findCycle(sources)).toBe('')
  })

  it('reaches another package only through an entry', () => {
    const wrong = sources.flatMap((file) =>
      file.imports
        .filter(({ specifier, path }) => {
          if (specifier.startsWith('.')) return path?.startsWith(`packages/${file.packageName}/src/`) !== true
          return specifier.startsWith('@longhaul/') && path === null
        })
        .map(({ specifier }) => `${file.path} → ${specifier}`),
    )
    expect(wrong.join('\n')).toBe('')
  })

  it('uses only what the package declares', () => {
    const wrong = sources.flatMap((file) => {
      const { dependencies, peerDependencies } = manifest(file.packageName)
      const declared = new Set([...Object.keys(dependencies ?? {}), ...Object.keys(peerDependencies ?? {})])
      return file.imports
        .filter(({ specifier }) => !specifier.startsWith('.') && !declared.has(packageOf(specifier)))
        .map(({ specifier }) => `${file.path} → ${specifier}`)
    })
    expect(wrong.join('\n')).toBe('')
  })
})

function findRoom({ packageName, room }: SourceFile): Room | undefined {
  return layers[packageName]?.find((candidate) =>
    typeof candidate.room === 'string' ? candidate.room === room : candidate.room.test(room),
  )
}

function mayImport(from: SourceFile, to: SourceFile): boolean {
  const [room, target] = [findRoom(from), findRoom(to)]
  // Another package is below this one as a whole; the declared dependencies see to that.
  if (room === undefined || target === undefined || from.packageName !== to.packageName) return true
  if (room === target || room.also?.includes(to.room)) return true
  return target.line < room.line && target.line <= (room.upTo ?? Infinity)
}

/** The first cycle as `a → b → a`, or '' where there is none. */
function findCycle(files: readonly SourceFile[]): string {
  const done = new Set<string>()
  const visit = (path: string, trail: readonly string[]): string => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path].join(' → ')
    if (done.has(path)) return ''
    for (const next of byPath.get(path)?.imports ?? []) {
      const cycle = next.path === null ? '' : visit(next.path, [...trail, path])
      if (cycle !== '') return cycle
    }
    done.add(path)
    return ''
  }
  for (const file of files) {
    const cycle = visit(file.path, [])
    if (cycle !== '') return cycle
  }
  return ''
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
