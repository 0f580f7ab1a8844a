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
 * Writes all of the bytes.
 *
 * @param onWritten told how many more are there, also before it throws
 * @throws DOMException `QuotaExceededError` where the disk takes no more
 */
export function writeAll(
  handle: SyncHandle,
  bytes: Uint8Array,
  at: number,
  onWritten: (count: number) => void,
): void {
  let done = 0
  while (done < bytes.byteLength) {
    const count = handle.write(bytes.subarray(done), { at: at + done })
    // A nearly full disk takes a piece, and then nothing without saying why.
    if (count === 0) throw new DOMException('The disk takes no more bytes.', 'QuotaExceededError')
    done += count
    onWritten(count)
  }
}
