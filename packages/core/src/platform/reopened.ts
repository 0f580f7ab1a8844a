/** What a database is to whoever opens it again. */
interface Closable {
  close(): void
}

/** A database that is opened at its first use, and again whenever it was closed under us. */
export interface Reopened<Database extends Closable> {
  /** In an object: a transaction must not be awaited. */
  begin<Tx>(make: (db: Database) => Tx): Promise<{ readonly tx: Tx }>
  close(): void
}

/** @param open opens it, and calls `onClosed` where somebody or the browser closes it */
export function createReopened<Database extends Closable>(
  open: (onClosed: () => void) => Promise<Database>,
): Reopened<Database> {
  let opening: Promise<Database> | undefined
  const forget = () => {
    opening = undefined
  }
  const opened = () => {
    opening ??= open(forget).catch((error: unknown) => {
      forget()
      throw error
    })
    return opening
  }
  return {
    async begin(make) {
      try {
        return { tx: make(await opened()) }
      } catch (error) {
        // By somebody who deletes or grows it, or by the browser: open it again, once.
        if (!isClosed(error)) throw error
        forget()
        return { tx: make(await opened()) }
      }
    },
    close() {
      opening?.then((db) => db.close()).catch(() => undefined)
      forget()
    },
  }
}

function isClosed(error: unknown): boolean {
  return (
    error instanceof DOMException && (error.name === 'InvalidStateError' || error.name === 'NotFoundError')
  )
}
