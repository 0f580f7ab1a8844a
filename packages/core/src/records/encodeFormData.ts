/**
 * A form as the bytes that `fetch()` would send (HTML, section 4.10.21.8). WebKitGTK can't read a form's body back where
 * it holds a file ("Unable to read form data blob", 2.50); and files that are only named here need not be read at all.
 */
export function encodeFormData(form: FormData): Blob {
  const boundary = `----longhaul${crypto.getRandomValues(new Uint32Array(4)).join('')}`
  const parts: BlobPart[] = []
  form.forEach((value, name) => {
    const field = `--${boundary}\r\nContent-Disposition: form-data; name="${escape(toCRLF(name))}"`
    if (typeof value === 'string') parts.push(`${field}\r\n\r\n${toCRLF(value)}\r\n`)
    else {
      const type = value.type || 'application/octet-stream'
      parts.push(`${field}; filename="${escape(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value, '\r\n')
    }
  })
  return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` })
}

function toCRLF(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n')
}

/** What would end a quoted name. */
function escape(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22')
}
