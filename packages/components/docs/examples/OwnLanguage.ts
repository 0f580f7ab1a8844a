import { createFormat, type Labels } from '@longhaul/components'
import { en } from '@longhaul/components/locales/en'

// Numbers, sizes, times and plurals in Dutch, from the browser's own `Intl`.
const format = createFormat('nl')

export const nl: Labels = {
  // A start. Without the spread the compiler lists every word that is missing.
  ...en,
  locale: 'nl',
  direction: 'ltr',
  format,
  amount: (done, total) =>
    total === null
      ? format.bytesSoFar(done)
      : `${format.bytesWithin(done, total)} van ${format.bytes(total)}`,
  timeLeft: (seconds) => `nog ${format.duration(seconds)}`,
  files: (done, total) => `${done} van ${format.plural(total, { one: '# bestand', other: '# bestanden' })}`,
  actions: {
    pause: 'Pauzeren',
    resume: 'Hervatten',
    retry: 'Opnieuw',
    abort: 'Annuleren',
    remove: 'Verwijderen',
  },
  empty: 'Nog geen downloads',
}
