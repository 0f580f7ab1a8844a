import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import type { CatalogueItem } from './source.ts'
import { ask } from './testing/ask.ts'
import { serve } from './testing/serve.ts'

/** A folder with these files in it, beside a secret. */
async function folderWith(files: Record<string, string>): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'longhaul-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  await writeFile(join(parent, 'secret.txt'), 'secret')
  const library = join(parent, 'library')
  for (const [name, text] of Object.entries({ 'talks/first.mp3': 'hello', ...files })) {
    await mkdir(dirname(join(library, name)), { recursive: true })
    await writeFile(join(library, name), text)
  }
  return library
}

async function itemsOf(url: string): Promise<CatalogueItem[]> {
  return JSON.parse((await ask(url, '/api/catalogue')).body.toString()) as CatalogueItem[]
}

it('lists every file of a folder as an item, with a kind and a type', async () => {
  const { url } = await serve({
    library: await folderWith({
      'a.png': '',
      'film.mp4': '',
      'notes.xyz': '',
      '.hidden': '',
      '.git/config': '',
    }),
  })
  expect((await itemsOf(url)).map(({ id, kind, files }) => [id, kind, files[0]?.type])).toEqual([
    ['a.png', 'picture', 'image/png'],
    ['film.mp4', 'video', 'video/mp4'],
    ['notes.xyz', 'file', expect.any(String)],
    ['talks/first.mp3', 'audio', 'audio/mpeg'],
  ])
})

it('serves names with any characters', async () => {
  const names = [
    '100% sure?.txt',
    'a#b&c=d.txt',
    'über uns/日本語 🎧.txt',
    'it\'s "fine".txt',
    'back\\slash.txt',
    'new\nline.txt',
  ]
  const { url } = await serve({
    library: await folderWith(Object.fromEntries(names.map((name) => [name, name]))),
  })
  const items = (await itemsOf(url)).filter(({ id }) => id !== 'talks/first.mp3')
  expect(items.length).toBe(names.length)
  for (const { id, files } of items) expect((await ask(url, files[0]?.url ?? '')).body.toString()).toBe(id)
})

it('serves ranges of a file', async () => {
  const { url } = await serve({ library: await folderWith({}) })
  const { status, body } = await ask(url, '/media/talks/first.mp3', { headers: { Range: 'bytes=1-3' } })
  expect([status, body.toString()]).toEqual([206, 'ell'])
})

it('serves an empty file', async () => {
  const { url } = await serve({ library: await folderWith({ 'empty.txt': '' }) })
  expect(await ask(url, '/media/empty.txt')).toMatchObject({ status: 200, complete: true })
})

it('gives a file that changes another ETag', async () => {
  const library = await folderWith({})
  const { url } = await serve({ library })
  const before = await ask(url, '/media/talks/first.mp3')
  await writeFile(join(library, 'talks/first.mp3'), 'hallo')
  const after = await ask(url, '/media/talks/first.mp3', {
    headers: { Range: 'bytes=1-', 'If-Range': before.headers.etag ?? '' },
  })
  expect(after.status).toBe(200)
  expect(after.headers.etag).not.toBe(before.headers.etag)
})

it.each([
  '/media/../secret.txt',
  '/media/..%2fsecret.txt',
  '/media/%2e%2e/secret.txt',
  '/media/talks/../../secret.txt',
  '/media/talks/..%5c..%5csecret.txt',
  '/media/%00',
  '/media//etc/passwd',
  '/media/%2fetc%2fpasswd',
  '/media/./talks/first.mp3',
  '/media/.hidden',
  '/media/talks',
  '/media/',
])('does not serve %s', async (path) => {
  const { url } = await serve({ library: await folderWith({ '.hidden': 'hidden' }) })
  expect((await ask(url, path)).status).toBe(404)
})

it('neither lists nor follows a symbolic link', async () => {
  const library = await folderWith({})
  await symlink('../secret.txt', join(library, 'link.txt'))
  await symlink('..', join(library, 'up'))
  const { url } = await serve({ library })
  expect((await itemsOf(url)).map(({ id }) => id)).toEqual(['talks/first.mp3'])
  expect((await ask(url, '/media/link.txt')).status).toBe(404)
  expect((await ask(url, '/media/up/secret.txt')).status).toBe(404)
})

it('keeps a library that is reached through a link', async () => {
  const library = await folderWith({})
  await symlink(library, `${library}-link`)
  const { url } = await serve({ library: `${library}-link` })
  expect((await ask(url, '/media/talks/first.mp3')).status).toBe(200)
})

it('does not hand a person’s files to other sites', async () => {
  const { url, port } = await serve({ library: await folderWith({}) })
  const statusFor = async (host: string) =>
    (await ask(url, '/media/talks/first.mp3', { headers: { Host: host } })).status
  expect((await ask(url, '/media/talks/first.mp3?cors')).status).toBe(400)
  expect(await statusFor(`rebound.example:${port}`)).toBe(403)
  expect(await statusFor(`localhost:${port}`)).toBe(200)
  expect(await statusFor(`[::1]:${port}`)).toBe(200)
})
