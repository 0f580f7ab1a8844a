/** The class of Web IDL (“Predefined DOMException derived interfaces”), which not every browser has yet. */
type QuotaExceededErrorClass = new (
  message: string,
  details?: { quota?: number; requested?: number },
) => DOMException

/** `QuotaExceededError`: the class where the browser has one, else the DOMException of that name. */
export function quotaExceeded(
  message: string,
  details: { quota?: number; requested?: number } = {},
): DOMException {
  const { QuotaExceededError } = globalThis as { QuotaExceededError?: QuotaExceededErrorClass }
  return QuotaExceededError
    ? new QuotaExceededError(message, details)
    : new DOMException(message, 'QuotaExceededError')
}

export function invalidState(message: string): DOMException {
  return new DOMException(message, 'InvalidStateError')
}

export function notAllowed(message: string): DOMException {
  return new DOMException(message, 'NotAllowedError')
}

export function aborted(): DOMException {
  return new DOMException('The background fetch was aborted.', 'AbortError')
}
