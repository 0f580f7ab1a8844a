import type { ImageResource } from '../../types.js'
import { toDictionary, toDOMString, toSequence } from './idl.js'

export interface UIOptions {
  readonly icons?: readonly ImageResource[]
  readonly title?: string
}

export interface FetchOptions extends UIOptions {
  /** 0: not known. */
  readonly downloadTotal: number
}

/** The dictionary `BackgroundFetchUIOptions` (section 7.3), its members in Web IDL's order. */
export function toUIOptions(value: unknown): UIOptions {
  const { icons, title } = toDictionary(value, 'options')
  return {
    ...(icons !== undefined && { icons: toIcons(icons) }),
    ...(title !== undefined && { title: toDOMString(title) }),
  }
}

/** The dictionary `BackgroundFetchOptions` (section 7.3): inherited members come first. */
export function toFetchOptions(value: unknown): FetchOptions {
  const options = toUIOptions(value)
  const { downloadTotal } = toDictionary(value, 'options')
  return { ...options, downloadTotal: downloadTotal === undefined ? 0 : toUnsignedLongLong(downloadTotal) }
}

function toIcons(value: unknown): readonly ImageResource[] {
  const icons = toSequence(value)
  if (!icons) throw new TypeError('icons is not a sequence.')
  return icons.map((icon) => {
    const { label, sizes, src, type } = toDictionary(icon, 'An icon')
    if (src === undefined) throw new TypeError('An icon has no src.')
    return {
      src: toDOMString(src),
      ...(sizes !== undefined && { sizes: toDOMString(sizes) }),
      ...(type !== undefined && { type: toDOMString(type) }),
      ...(label !== undefined && { label: toDOMString(label) }),
    }
  })
}

/** Web IDL, "unsigned long long": no number is 0, and what is too large or negative wraps. */
function toUnsignedLongLong(value: unknown): number {
  const number = Math.trunc(Number(value))
  if (!Number.isFinite(number)) return 0
  return Number(BigInt.asUintN(64, BigInt(number)))
}
