/** What relative URLs are relative to; `undefined` on a server, where they can't be. */
export function baseUrl(): string {
  return typeof document === 'undefined' ? globalThis.location?.href : document.baseURI
}
