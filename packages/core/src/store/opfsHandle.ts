/** `FileSystemSyncAccessHandle`, which only the types of workers know. File System, section 2.7. */
export interface SyncHandle {
  write(bytes: Uint8Array, options: { at: number }): number
  truncate(size: number): void
  getSize(): number
  flush(): void
  close(): void
}

/**
 * @throws TypeError outside a dedicated worker
 * @throws DOMException `NoModificationAllowedError` where somebody has it open
 */
export async function openHandle(folder: FileSystemDirectoryHandle, name: string): Promise<SyncHandle> {
  const file = await folder.getFileHandle(name, { create: true })
  return (file as unknown as { createSyncAccessHandle(): Promise<SyncHandle> }).createSyncAccessHandle()
}

/**
 * Writes all of the bytes at the end of the file, or none.
 *
 * @throws DOMException `QuotaExceededError` where the disk takes no more
 */
export function writeAll(handle: SyncHandle, bytes: Uint8Array, at: number): void {
  let isWhole = false
  try {
    const count = handle.write(bytes, { at })
    // On a full disk Firefox gives a count that is not what it wrote, of 4,096 bytes 32,571 (measured): the file says it.
    isWhole = count === bytes.byteLength && handle.getSize() === at + count
  } finally {
    // No piece is believed.
    if (!isWhole) handle.truncate(at)
  }
  if (!isWhole) throw new DOMException('The disk takes no more bytes.', 'QuotaExceededError')
}
