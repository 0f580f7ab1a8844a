/** Fetch, "Port blocking". */
const BAD_PORTS: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
  3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
])

/** Secure Contexts, "Is origin potentially trustworthy?": what stays on the machine. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/

/**
 * Why no browser will ever fetch a URL, as the end of a sentence: another scheme, mixed content (from a page that has
 * come over https:), a blocked port. `null` where nothing is known against it.
 *
 * @param base where the page lives
 */
export function whyBlocked(href: string, base: string): string | null {
  const { protocol, hostname, port } = new URL(href)
  if (protocol !== 'https:' && protocol !== 'http:')
    return 'only https: and http: can be fetched in the background.'
  if (protocol === 'http:' && base.startsWith('https:') && !LOOPBACK.test(hostname))
    return 'from a page over https: this is mixed content.'
  return port !== '' && BAD_PORTS.has(Number(port)) ? `port ${port} is blocked.` : null
}
