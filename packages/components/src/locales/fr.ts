import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { fullStop, interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('fr')

const files = (value: number) => format.plural(value, { one: '# fichier', other: '# fichiers' })

/** In guillemets, with the no-break spaces that belong inside them. */
const quoted = (title: string) => `«\u00A0${title}\u00A0»`

/** What happened to one by its name, or to several as a number; the participle agrees. */
function told([first, ...others]: Titles, one: string, many: string): string {
  return others.length === 0
    ? `${quoted(first)} ${one}.`
    : `${format.count(others.length + 1)} téléchargements ${many}.`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} sur ${format.bytes(total)}`

/** French. */
export const fr: Labels = {
  locale: 'fr',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} envoyés`,
  files: (done, total) => `${format.count(done)} sur ${files(total)}`,
  timeLeft: (seconds) => `encore ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return 'En attente'
    if (place.place > 1) return `En attente, ${format.count(place.place)}e dans la file`
    return place.behind === null
      ? 'En attente, prochain dans la file'
      : `En attente de ${quoted(place.behind)}`
  },
  starting: 'Démarrage',
  verifying: 'Vérification des données',
  storing: 'Enregistrement sur cet appareil',
  interrupted: {
    offline: interruption(
      'Pas de connexion.',
      'Reprend automatiquement.',
      'Réessayez une fois la connexion rétablie.',
    ),
    server: interruption(
      'Problème avec le serveur.',
      (seconds) =>
        seconds === null
          ? 'Nouvel essai automatique.'
          : fullStop(`Prochain essai dans ${format.duration(seconds)}`),
      'Réessayez pour relancer la demande.',
    ),
    metered: interruption('En attente du Wi-Fi.', null, 'Réessayez une fois connecté.'),
    permission: () =>
      'Le navigateur n’autorise pas ce site à télécharger. Autorisez les téléchargements automatiques dans les paramètres du site, puis réessayez.',
    'page-closed': interruption(
      'Interrompu à la fermeture de la page.',
      'Reprend maintenant.',
      'Réessayez pour continuer.',
    ),
    storage: interruption(
      'Plus de place sur cet appareil.',
      'Reprend dès qu’il y en a.',
      'Supprimez quelque chose, puis réessayez.',
    ),
    'service-worker': interruption(
      'Les téléchargements en arrière-plan ne sont pas encore prêts.',
      'Démarre automatiquement.',
      'Rechargez la page, puis réessayez.',
    ),
    unsupported: () =>
      'Ce navigateur ne peut pas effectuer ce téléchargement. Ouvrez cette page dans un autre navigateur.',
    unknown: interruption(
      'Interrompu pour une raison inconnue.',
      'Reprend automatiquement.',
      'Réessayez pour continuer.',
    ),
  },
  paused: (amount) => (amount === null ? 'En pause' : `En pause à ${amount}`),
  completed: (size, when) => joined(size ?? 'Sur cet appareil', when),
  aborted: 'Annulé',
  failed: {
    'bad-status': badStatus({
      refused: (status) =>
        `Le serveur a refusé l’accès au fichier (${status}). Reconnectez-vous, puis réessayez.`,
      gone: (status) => `Le fichier n’est plus sur le serveur (${status}).`,
      busy: (status) => `Le serveur est surchargé (${status}). Réessayez plus tard.`,
      other: (status) =>
        `Le serveur a répondu par une erreur${status === null ? '' : ` (${status})`}. Réessayez plus tard.`,
    }),
    'fetch-error': () => 'Le fichier est inaccessible. Vérifiez la connexion, puis réessayez.',
    'quota-exceeded': () => 'Plus de place sur cet appareil. Supprimez quelque chose, puis réessayez.',
    'download-total-exceeded': () =>
      'Le fichier est plus gros qu’annoncé. Réessayez ou prévenez les responsables de ce site.',
    truncated: () => 'Le fichier est arrivé incomplet. Réessayez pour le télécharger de nouveau.',
    integrity: () => 'Le fichier est arrivé endommagé. Réessayez pour le télécharger de nouveau.',
    lost: () => 'Le navigateur a abandonné ce téléchargement. Réessayez pour le relancer.',
    unanswered: () => 'Envoyé, mais la réponse n’est jamais arrivée. Réessayer l’envoie une seconde fois.',
  },
  retryFetches: (missing, total) => `Réessayer télécharge ${format.count(missing)} sur ${files(total)}.`,

  actions: {
    pause: 'Suspendre',
    resume: 'Reprendre',
    retry: 'Réessayer',
    abort: 'Annuler',
    remove: 'Supprimer',
  },
  askRemove: (size) => `Supprimer ${size}\u202F?`,
  keep: 'Conserver',
  selection: {
    all: 'Tout sélectionner',
    one: 'Sélectionner',
    count: (count) => format.plural(count, { one: '# sélectionné', other: '# sélectionnés' }),
    askRemove: (count, size) =>
      `Supprimer ${format.plural(count, { one: '# téléchargement', other: '# téléchargements' })} (${size})\u202F?`,
    removed: (count) => format.plural(count, { one: '# supprimé', other: '# supprimés' }),
  },
  start: 'Télécharger',
  open: 'Ouvrir',

  list: 'Téléchargements',
  empty: 'Aucun téléchargement pour l’instant',
  noMatch: 'Aucun téléchargement ne correspond',
  loading: 'Chargement des téléchargements',
  groups: { active: 'En cours', waiting: 'En attente', finished: 'Terminés' },
  summary: 'Tous les téléchargements',
  counted: {
    pending: (count) => `${format.count(count)} en cours`,
    interrupted: (count) => format.plural(count, { one: '# interrompu', other: '# interrompus' }),
    paused: (count) => `${format.count(count)} en pause`,
    completed: (count) => `${format.count(count)} sur cet appareil`,
    aborted: (count) => format.plural(count, { one: '# annulé', other: '# annulés' }),
    failed: (count) => `${format.count(count)} en échec`,
  },
  history: {
    name: 'Historique des téléchargements',
    empty: 'Rien n’a encore été téléchargé',
    failed: 'Impossible de lire l’historique.',
  },
  fileList: 'Fichiers',
  file: { done: 'Sur cet appareil', waiting: 'Pas encore arrivé', failed: 'En échec' },
  storage: {
    name: 'Stockage',
    used: (size) => `${size} utilisés`,
    free: (size) => `${size} libres`,
    byFetch: 'Ce qui prend de la place',
    rest: 'Tout le reste',
    keep: 'Conserver sur cet appareil',
    asking: 'Demande au navigateur',
    kept: 'Conservé sur cet appareil jusqu’à ce que vous le supprimiez.',
    refused:
      'Le navigateur pourra effacer ces données si la place manque. Il acceptera peut-être quand vous utiliserez davantage ce site.',
    unanswered: 'Le navigateur n’a pas répondu. Il vous pose peut-être la question.',
  },

  announce: {
    started: (titles) => told(titles, 'démarré', 'démarrés'),
    completed: (titles) => told(titles, 'terminé', 'terminés'),
    failed: (titles) => told(titles, 'a échoué', 'ont échoué'),
    aborted: (titles) => told(titles, 'annulé', 'annulés'),
  },
  support: {
    unsupported:
      'Les téléchargements ne fonctionnent pas dans ce navigateur. Un navigateur récent en est capable.',
    permission:
      'Le navigateur demande une autorisation avant que ce site télécharge en arrière-plan. Autorisez les téléchargements automatiques dans les paramètres du site.',
    settingUp: 'Les téléchargements en arrière-plan se préparent. Ils démarreront ensuite.',
    later: 'Les téléchargements sont gardés et démarreront dès que ce navigateur le pourra.',
    pageOnly:
      'Les téléchargements durent le temps de cette page\u00A0: le navigateur ne garde rien, comme dans une fenêtre privée.',
    survivesClose: 'Les téléchargements continuent quand vous fermez cette page.',
    whileOpen:
      'Les téléchargements avancent tant que ce site est ouvert et reprennent là où ils en étaient à votre retour.',
  },
}
