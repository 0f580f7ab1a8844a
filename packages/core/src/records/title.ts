/** The last path segment of the first file, decoded; its host where there is none. */
export function titleFromUrl(url: string): string {
  const { pathname, host } = new URL(url)
  const segment = pathname.split('/').findLast((part) => part !== '')
  if (segment === undefined) return host
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
