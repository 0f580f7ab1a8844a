import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { fullStop, interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('de')

const files = (value: number) => format.plural(value, { one: '# Datei', other: '# Dateien' })

function named([first, ...others]: Titles): string {
  return others.length === 0 ? `„${first}“` : `${format.count(others.length + 1)} Downloads`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} von ${format.bytes(total)}`

/** German. */
export const de: Labels = {
  locale: 'de',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} gesendet`,
  files: (done, total) => `${format.count(done)} von ${files(total)}`,
  timeLeft: (seconds) => `noch ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return 'Wartet'
    if (place.place > 1) return `Wartet, an ${format.count(place.place)}. Stelle`
    return place.behind === null ? 'Wartet, kommt als Nächstes' : `Wartet auf „${place.behind}“`
  },
  starting: 'Beginnt',
  verifying: 'Prüft die Daten',
  storing: 'Wird auf dem Gerät gespeichert',
  interrupted: {
    offline: interruption(
      'Keine Verbindung.',
      'Geht von selbst weiter.',
      'Wiederholen, sobald wieder eine Verbindung besteht.',
    ),
    server: interruption(
      'Probleme mit dem Server.',
      (seconds) =>
        seconds === null
          ? 'Versucht es von selbst wieder.'
          : fullStop(`Nächster Versuch in ${format.duration(seconds)}`),
      'Wiederholen, um erneut anzufragen.',
    ),
    metered: interruption('Wartet auf WLAN.', null, 'Wiederholen, sobald WLAN da ist.'),
    permission: () =>
      'Der Browser erlaubt dieser Website keine Downloads. Automatische Downloads in den Website-Einstellungen erlauben, dann wiederholen.',
    'page-closed': interruption(
      'Angehalten, weil die Seite geschlossen wurde.',
      'Geht jetzt weiter.',
      'Wiederholen, um fortzufahren.',
    ),
    storage: interruption(
      'Kein Platz mehr auf diesem Gerät.',
      'Geht weiter, sobald Platz ist.',
      'Etwas entfernen, dann wiederholen.',
    ),
    'service-worker': interruption(
      'Downloads im Hintergrund sind noch nicht eingerichtet.',
      'Beginnt von selbst.',
      'Seite neu laden, dann wiederholen.',
    ),
    unsupported: () =>
      'Dieser Browser kann diesen Download nicht ausführen. Die Seite in einem anderen Browser öffnen.',
    unknown: interruption(
      'Aus unbekanntem Grund angehalten.',
      'Geht von selbst weiter.',
      'Wiederholen, um fortzufahren.',
    ),
  },
  paused: (amount) => (amount === null ? 'Pausiert' : `Pausiert bei ${amount}`),
  completed: (size, when) => joined(size ?? 'Auf diesem Gerät', when),
  aborted: 'Abgebrochen',
  failed: {
    'bad-status': badStatus({
      refused: (status) =>
        `Der Server hat die Datei verweigert (${status}). Erneut anmelden, dann wiederholen.`,
      gone: (status) => `Die Datei ist nicht mehr auf dem Server (${status}).`,
      busy: (status) => `Der Server ist überlastet (${status}). Später wiederholen.`,
      other: (status) =>
        `Der Server hat mit einem Fehler geantwortet${status === null ? '' : ` (${status})`}. Später wiederholen.`,
    }),
    'fetch-error': () => 'Die Datei war nicht erreichbar. Verbindung prüfen, dann wiederholen.',
    'quota-exceeded': () => 'Kein Platz mehr auf diesem Gerät. Etwas entfernen, dann wiederholen.',
    'download-total-exceeded': () =>
      'Die Datei ist größer als angekündigt. Wiederholen oder die Betreiber dieser Website informieren.',
    truncated: () => 'Die Datei kam nicht vollständig an. Wiederholen, um sie neu zu laden.',
    integrity: () => 'Die Datei kam beschädigt an. Wiederholen, um sie neu zu laden.',
    lost: () => 'Der Browser hat diesen Download verworfen. Wiederholen, um neu zu beginnen.',
    unanswered: () => 'Gesendet, aber ohne Antwort geblieben. Wiederholen sendet ein zweites Mal.',
  },
  retryFetches: (missing, total) => `Wiederholen lädt ${format.count(missing)} von ${files(total)}.`,

  actions: {
    pause: 'Pausieren',
    resume: 'Fortsetzen',
    retry: 'Wiederholen',
    abort: 'Abbrechen',
    remove: 'Entfernen',
  },
  askRemove: (size) => `${size} entfernen?`,
  keep: 'Behalten',
  selection: {
    all: 'Alle auswählen',
    one: 'Auswählen',
    count: (count) => `${format.count(count)} ausgewählt`,
    askRemove: (count, size) =>
      `${format.plural(count, { one: '# Download', other: '# Downloads' })} (${size}) entfernen?`,
    removed: (count) => `${format.count(count)} entfernt`,
  },
  start: 'Herunterladen',
  open: 'Öffnen',

  list: 'Downloads',
  empty: 'Noch keine Downloads',
  noMatch: 'Keine passenden Downloads',
  loading: 'Downloads werden geladen',
  groups: { active: 'Aktiv', waiting: 'Wartend', finished: 'Beendet' },
  summary: 'Alle Downloads',
  counted: {
    pending: (count) => format.plural(count, { one: '# lädt', other: '# laden' }),
    interrupted: (count) => `${format.count(count)} unterbrochen`,
    paused: (count) => `${format.count(count)} pausiert`,
    completed: (count) => `${format.count(count)} auf diesem Gerät`,
    aborted: (count) => `${format.count(count)} abgebrochen`,
    failed: (count) => `${format.count(count)} fehlgeschlagen`,
  },
  history: {
    name: 'Download-Verlauf',
    empty: 'Noch nichts heruntergeladen',
    failed: 'Der Verlauf konnte nicht gelesen werden.',
  },
  fileList: 'Dateien',
  file: { done: 'Auf diesem Gerät', waiting: 'Noch nicht da', failed: 'Fehlgeschlagen' },
  storage: {
    name: 'Speicher',
    used: (size) => `${size} belegt`,
    free: (size) => `${size} frei`,
    byFetch: 'Was Platz belegt',
    rest: 'Alles Übrige',
    keep: 'Auf diesem Gerät behalten',
    asking: 'Fragt den Browser',
    kept: 'Bleibt auf diesem Gerät, bis du es entfernst.',
    refused:
      'Der Browser löscht dies womöglich, wenn der Platz knapp wird. Vielleicht stimmt er zu, wenn du diese Website öfter nutzt.',
    unanswered: 'Der Browser hat nicht geantwortet. Vielleicht fragt er gerade dich.',
  },

  announce: {
    started: (titles) => `${named(titles)} gestartet.`,
    completed: (titles) => `${named(titles)} fertig.`,
    failed: (titles) => `${named(titles)} fehlgeschlagen.`,
    aborted: (titles) => `${named(titles)} abgebrochen.`,
  },
  support: {
    unsupported: 'In diesem Browser funktionieren Downloads nicht. Ein aktueller Browser kann es.',
    permission:
      'Der Browser fragt nach, bevor diese Website im Hintergrund herunterladen darf. Automatische Downloads in den Website-Einstellungen erlauben.',
    settingUp: 'Downloads im Hintergrund werden eingerichtet. Danach geht es los.',
    later: 'Downloads sind vorgemerkt und beginnen, sobald dieser Browser sie ausführen kann.',
    pageOnly:
      'Downloads bestehen nur, solange diese Seite offen ist: Der Browser behält nichts, wie in einem privaten Fenster.',
    survivesClose: 'Downloads laufen weiter, wenn du diese Seite schließt.',
    whileOpen:
      'Downloads laufen, solange diese Website offen ist, und gehen beim nächsten Besuch dort weiter, wo sie aufgehört haben.',
  },
}
