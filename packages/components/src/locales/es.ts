import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { fullStop, interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('es')

const files = (value: number) => format.plural(value, { one: '# archivo', other: '# archivos' })

/** What happened to one by its name, or to several as a number; the verb agrees. */
function told([first, ...others]: Titles, one: string, many: string): string {
  return others.length === 0 ? `«${first}» ${one}.` : `${format.count(others.length + 1)} descargas ${many}.`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} de ${format.bytes(total)}`

/** Spanish. */
export const es: Labels = {
  locale: 'es',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} enviados`,
  files: (done, total) => `${format.count(done)} de ${files(total)}`,
  timeLeft: (seconds) =>
    seconds > 1 ? `quedan ${format.duration(seconds)}` : `queda ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return 'En espera'
    if (place.place > 1) return `En espera, puesto ${format.count(place.place)} de la cola`
    return place.behind === null ? 'En espera, es la siguiente' : `En espera de «${place.behind}»`
  },
  starting: 'Iniciando',
  verifying: 'Comprobando los datos',
  storing: 'Guardando en este dispositivo',
  interrupted: {
    offline: interruption(
      'Sin conexión.',
      'Se reanudará automáticamente.',
      'Reinténtalo cuando vuelvas a tener conexión.',
    ),
    server: interruption(
      'Problemas con el servidor.',
      (seconds) =>
        seconds === null
          ? 'Se reintentará automáticamente.'
          : fullStop(`Próximo intento en ${format.duration(seconds)}`),
      'Reinténtalo para volver a preguntar.',
    ),
    metered: interruption('Esperando una red Wi-Fi.', null, 'Reinténtalo cuando te conectes a una.'),
    permission: () =>
      'El navegador no permite que este sitio descargue. Permite las descargas automáticas en los ajustes del sitio y reinténtalo.',
    'page-closed': interruption(
      'Se detuvo al cerrar la página.',
      'Se reanuda ahora.',
      'Reinténtalo para continuar.',
    ),
    storage: interruption(
      'No queda espacio en este dispositivo.',
      'Se reanudará cuando haya espacio.',
      'Elimina algo y reinténtalo.',
    ),
    'service-worker': interruption(
      'Las descargas en segundo plano aún no están listas.',
      'Empezará automáticamente.',
      'Recarga la página y reinténtalo.',
    ),
    unsupported: () => 'Este navegador no puede hacer esta descarga. Abre esta página en otro navegador.',
    unknown: interruption(
      'Se detuvo por un motivo desconocido.',
      'Se reanudará automáticamente.',
      'Reinténtalo para continuar.',
    ),
  },
  paused: (amount) => (amount === null ? 'En pausa' : `En pausa: ${amount}`),
  completed: (size, when) => joined(size ?? 'En este dispositivo', when),
  aborted: 'Cancelada',
  failed: {
    'bad-status': badStatus({
      refused: (status) =>
        `El servidor denegó el archivo (${status}). Vuelve a iniciar sesión y reinténtalo.`,
      gone: (status) => `El archivo ya no está en el servidor (${status}).`,
      busy: (status) => `El servidor está saturado (${status}). Reinténtalo más tarde.`,
      other: (status) =>
        `El servidor respondió con un error${status === null ? '' : ` (${status})`}. Reinténtalo más tarde.`,
    }),
    'fetch-error': () => 'No se pudo acceder al archivo. Comprueba la conexión y reinténtalo.',
    'quota-exceeded': () => 'No queda espacio en este dispositivo. Elimina algo y reinténtalo.',
    'download-total-exceeded': () =>
      'El archivo es más grande de lo anunciado. Reinténtalo o avisa a los responsables de este sitio.',
    truncated: () => 'El archivo no llegó completo. Reinténtalo para volver a descargarlo.',
    integrity: () => 'El archivo llegó dañado. Reinténtalo para volver a descargarlo.',
    lost: () => 'El navegador abandonó esta descarga. Reinténtalo para empezar de nuevo.',
    unanswered: () => 'Se envió, pero no llegó la respuesta. Reintentar lo envía por segunda vez.',
  },
  retryFetches: (missing, total) =>
    `Al reintentar se descargarán ${format.count(missing)} de ${files(total)}.`,

  actions: {
    pause: 'Pausar',
    resume: 'Reanudar',
    retry: 'Reintentar',
    abort: 'Cancelar',
    remove: 'Eliminar',
  },
  askRemove: (size) => `¿Eliminar ${size}?`,
  keep: 'Conservar',
  selection: {
    all: 'Seleccionar todo',
    one: 'Seleccionar',
    count: (count) => format.plural(count, { one: '# seleccionada', other: '# seleccionadas' }),
    askRemove: (count, size) =>
      `¿Eliminar ${format.plural(count, { one: '# descarga', other: '# descargas' })} (${size})?`,
    removed: (count) => format.plural(count, { one: '# eliminada', other: '# eliminadas' }),
  },
  start: 'Descargar',
  open: 'Abrir',

  list: 'Descargas',
  empty: 'Aún no hay descargas',
  noMatch: 'Ninguna descarga coincide',
  loading: 'Cargando descargas',
  groups: { active: 'Activas', waiting: 'En espera', finished: 'Terminadas' },
  summary: 'Todas las descargas',
  counted: {
    pending: (count) => `${format.count(count)} en curso`,
    interrupted: (count) => format.plural(count, { one: '# interrumpida', other: '# interrumpidas' }),
    paused: (count) => `${format.count(count)} en pausa`,
    completed: (count) => `${format.count(count)} en este dispositivo`,
    aborted: (count) => format.plural(count, { one: '# cancelada', other: '# canceladas' }),
    failed: (count) => `${format.count(count)} con error`,
  },
  history: {
    name: 'Historial de descargas',
    empty: 'Aún no se ha descargado nada',
    failed: 'No se pudo leer el historial.',
  },
  fileList: 'Archivos',
  file: { done: 'En este dispositivo', waiting: 'Aún no está aquí', failed: 'Con error' },
  storage: {
    name: 'Almacenamiento',
    used: (size) => `${size} en uso`,
    free: (size) => `${size} libres`,
    byFetch: 'Qué ocupa espacio',
    rest: 'Todo lo demás',
    keep: 'Conservar en este dispositivo',
    asking: 'Preguntando al navegador',
    kept: 'Se conserva en este dispositivo hasta que lo elimines.',
    refused: 'El navegador podría borrar esto cuando falte espacio. Quizá acepte cuando uses más este sitio.',
    unanswered: 'El navegador no ha respondido. Puede que te esté preguntando a ti.',
  },

  announce: {
    started: (titles) => told(titles, 'ha empezado a descargarse', 'han empezado'),
    completed: (titles) => told(titles, 'se ha descargado', 'completadas'),
    failed: (titles) => told(titles, 'no se ha podido descargar', 'han fallado'),
    aborted: (titles) => told(titles, 'se ha cancelado', 'canceladas'),
  },
  support: {
    unsupported: 'Las descargas no funcionan en este navegador. Un navegador actual sí puede hacerlas.',
    permission:
      'El navegador pregunta antes de que este sitio pueda descargar en segundo plano. Permite las descargas automáticas en los ajustes del sitio.',
    settingUp: 'Se están preparando las descargas en segundo plano. Empezarán cuando termine.',
    later: 'Las descargas quedan guardadas y empezarán en cuanto este navegador pueda hacerlas.',
    pageOnly:
      'Las descargas duran lo que dure esta página: el navegador no guarda nada, como en una ventana privada.',
    survivesClose: 'Las descargas continúan al cerrar esta página.',
    whileOpen:
      'Las descargas avanzan mientras este sitio está abierto y continúan donde se quedaron cuando vuelves.',
  },
}
