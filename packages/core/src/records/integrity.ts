import { BackgroundFetchError } from '../errors.js'

export type HashName = 'sha256' | 'sha384' | 'sha512'

export interface Checksum {
  readonly algorithm: HashName
  /** Base64, as Subresource Integrity writes it. Any of them may match. */
  readonly digests: readonly string[]
}

const STRENGTH: readonly HashName[] = ['sha256', 'sha384', 'sha512']
const DIGEST_BYTES: Readonly<Record<HashName, number>> = { sha256: 32, sha384: 48, sha512: 64 }

/**
 * Reads integrity metadata: the strongest algorithm wins, its digests are alternatives (Subresource Integrity,
 * section 3.3). Stricter than the specification, which ignores what it can't read: here that would mean a file that is
 * believed to be checked and is not.
 *
 * @throws BackgroundFetchError `invalid-integrity`
 */
export function parseIntegrity(integrity: string): Checksum {
  const items = integrity.trim().split(/\s+/).map(parseItem)
  const algorithm = STRENGTH.findLast((name) => items.some((item) => item.algorithm === name))!
  return {
    algorithm,
    digests: items.filter((item) => item.algorithm === algorithm).map((item) => item.digest),
  }
}

function parseItem(text: string): { algorithm: HashName; digest: string } {
  const match = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?.*)?$/.exec(text)
  const algorithm = match?.[1] as HashName | undefined
  const digest = match && toCanonical(match[2]!)
  if (!algorithm || !digest || atob(digest).length !== DIGEST_BYTES[algorithm]) {
    throw new BackgroundFetchError(
      'invalid-integrity',
      `“${text}” is not a Subresource Integrity checksum, so the file could not be verified. Write sha256-, sha384- or sha512- and the digest in base64.`,
    )
  }
  return { algorithm, digest }
}

/** As a hash writes it: a digest that differs in its spelling alone would never match. `null` where it is no base64. */
function toCanonical(base64: string): string | null {
  try {
    return btoa(atob(base64.replaceAll('-', '+').replaceAll('_', '/')))
  } catch {
    return null
  }
}
