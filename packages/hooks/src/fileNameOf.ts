/** The last path segment of a URL, decoded; `''` where it has none. */
export function fileNameOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? ''
  const segment = path.replace(/\/+$/, '').split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(segment)
  } catch {
    // A stray "%" is no reason to show no name.
    return segment
  }
}
