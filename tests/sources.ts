import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { parseSync } from 'oxc-parser'

const root = join(import.meta.dirname, '..')
export const packageNames = ['core', 'hooks', 'components'] as const

/** What tests beside the source are called; none of it is published. */
const NOT_PUBLISHED = /\.(test|test-d|stories|contract)\.tsx?$|(^|\/)fixtures\//

export interface SourceFile {
  /** Path from the root, with `/`. */
  readonly path: string
  readonly packageName: string
  /** The file or folder under `src` it belongs to, without extension. */
  readonly room: string
  readonly imports: readonly Import[]
}

interface Import {
  readonly specifier: string
  /** The source file it leads to; null for another package. */
  readonly path: string | null
}

/** Every published source file of a package, with what it really imports. */
export function readSources(packageName: string): SourceFile[] {
  const src = join(root, 'packages', packageName, 'src')
  return globSync('**/*.{ts,tsx}', { cwd: src })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => !NOT_PUBLISHED.test(name))
    .toSorted()
    .map((name) => {
      const path = `packages/${packageName}/src/${name}`
      const room = name.split('/')[0]!.replace(/\.tsx?$/, '')
      const imports = specifiers(path).map((specifier) => ({
        specifier,
        path: resolveImport(path, specifier),
      }))
      return { path, packageName, room, imports }
    })
}

/** Static, dynamic and re-exporting imports, and the `new URL('./x.js', import.meta.url)` that starts a worker. */
function specifiers(path: string): string[] {
  const { code, module } = parse(path)
  const found = [
    ...module.staticImports.map((statement) => statement.moduleRequest.value),
    ...module.staticExports.flatMap((statement) =>
      statement.entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => code.slice(start, end).slice(1, -1)),
    ...[...code.matchAll(/new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g)].map(
      (match) => match[1]!,
    ),
    ...[...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)].map((match) => match[1]!),
  ]
  return [...new Set(found)]
}

export function parse(path: string) {
  const code = readFileSync(join(root, path), 'utf8')
  const { module, errors } = parseSync(path, code)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]!.message}`)
  return { code, module }
}

/** The source file behind a specifier, relative or of one of our packages; null when it is somebody else's. */
export function resolveImport(from: string, specifier: string): string | null {
  if (specifier.startsWith('.')) {
    const bare = relative(root, join(root, dirname(from), specifier))
      .replaceAll('\\', '/')
      .replace(/\.js$/, '')
    const path = [`${bare}.ts`, `${bare}.tsx`, bare].find((candidate) => existsSync(join(root, candidate)))
    if (path === undefined) throw new Error(`${from} imports ${specifier}, which is not there`)
    return path
  }
  const [, packageName, subpath] = /^@longhaul\/(\w+)(\/.*)?$/.exec(specifier) ?? []
  return packageName === undefined ? null : (entries(packageName)[`.${subpath ?? ''}`] ?? null)
}

/** Entry -> source file, of the entries that have one. */
export function entries(packageName: string): Record<string, string> {
  const { exports } = manifest(packageName)
  return Object.fromEntries(
    Object.entries(exports).flatMap(([entry, target]) => {
      const source = typeof target === 'string' ? undefined : target['@longhaul/source']
      return source?.match(/\.tsx?$/) ? [[entry, `packages/${packageName}/${source.slice(2)}`]] : []
    }),
  )
}

interface Manifest {
  readonly name: string
  readonly exports: Record<string, string | Record<string, string>>
  readonly dependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
}

export function manifest(packageName: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'packages', packageName, 'package.json'), 'utf8')) as Manifest
}
