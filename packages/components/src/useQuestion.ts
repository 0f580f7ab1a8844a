'use client'
import { useState, type SyntheticEvent } from 'react'

/** A question that stands in the place of what asked it. */
export interface Question {
  readonly isAsked: boolean
  /** For the press that would do it: it asks instead. */
  readonly ask: (event: SyntheticEvent) => void
  /** Whatever the answer is. */
  readonly onAnswer: () => void
}

/** A question that is asked once, and forgotten when there is nothing left to ask about. */
export function useQuestion(isThereAny: boolean): Question {
  const [isAsked, setIsAsked] = useState(false)
  if (isAsked && !isThereAny) setIsAsked(false)
  const ask = (event: SyntheticEvent) => {
    event.preventDefault()
    setIsAsked(true)
  }
  return { isAsked, ask, onAnswer: () => setIsAsked(false) }
}
