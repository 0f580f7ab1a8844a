import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { fullStop, interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('ru')

type Forms = Readonly<Record<'one' | 'few' | 'many' | 'other', string>>

/** Whole numbers never take the form of "other", fractions would. */
const plural = (value: number, forms: Forms) => format.plural(value, forms)

/** After "из" the word stands in the genitive: из 1 файла, из 2 файлов, из 21 файла. */
const ofFiles = (value: number) =>
  plural(value, { one: '# файла', few: '# файлов', many: '# файлов', other: '# файла' })

/** In the accusative. */
const downloads = (value: number) =>
  plural(value, { one: '# загрузку', few: '# загрузки', many: '# загрузок', other: '# загрузки' })

/** What happened to one by its name, or to several as a number; the verb agrees. */
function told([first, ...others]: Titles, one: string, many: Forms): string {
  return others.length === 0 ? `«${first}»: ${one}.` : `${plural(others.length + 1, many)}.`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} из ${format.bytes(total)}`

/** Russian. */
export const ru: Labels = {
  locale: 'ru',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `Отправлено ${amount(done, total)}`,
  files: (done, total) => `${format.count(done)} из ${ofFiles(total)}`,
  timeLeft: (seconds) => `осталось ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return 'Ожидает'
    if (place.place > 1) return `Ожидает, ${format.count(place.place)}-я в очереди`
    return place.behind === null
      ? 'Ожидает, следующая в очереди'
      : `Ожидает, пока загрузится «${place.behind}»`
  },
  starting: 'Начинается',
  verifying: 'Проверка данных',
  storing: 'Сохранение на устройстве',
  interrupted: {
    offline: interruption(
      'Нет соединения.',
      'Продолжится автоматически.',
      'Повторите, когда появится соединение.',
    ),
    server: interruption(
      'Неполадки на сервере.',
      (seconds) =>
        seconds === null
          ? 'Повторится автоматически.'
          : fullStop(`Следующая попытка через ${format.duration(seconds)}`),
      'Повторите, чтобы отправить запрос ещё раз.',
    ),
    metered: interruption('Ожидание Wi-Fi.', null, 'Повторите, когда подключитесь.'),
    permission: () =>
      'Браузер не разрешает этому сайту загружать файлы. Разрешите автоматические загрузки в настройках сайта и повторите.',
    'page-closed': interruption(
      'Остановлено при закрытии страницы.',
      'Сейчас продолжится.',
      'Повторите, чтобы продолжить.',
    ),
    storage: interruption(
      'На устройстве не осталось места.',
      'Продолжится, когда место появится.',
      'Удалите что-нибудь и повторите.',
    ),
    'service-worker': interruption(
      'Фоновые загрузки ещё не настроены.',
      'Начнётся автоматически.',
      'Обновите страницу и повторите.',
    ),
    unsupported: () => 'Этот браузер не может выполнить эту загрузку. Откройте страницу в другом браузере.',
    unknown: interruption(
      'Остановлено по неизвестной причине.',
      'Продолжится автоматически.',
      'Повторите, чтобы продолжить.',
    ),
  },
  paused: (amount) => (amount === null ? 'Пауза' : `Пауза: ${amount}`),
  completed: (size, when) => joined(size ?? 'На этом устройстве', when),
  aborted: 'Отменено',
  failed: {
    'bad-status': badStatus({
      refused: (status) => `Сервер отказал в доступе к файлу (${status}). Войдите снова и повторите.`,
      gone: (status) => `Файла больше нет на сервере (${status}).`,
      busy: (status) => `Сервер перегружен (${status}). Повторите позже.`,
      other: (status) => `Сервер ответил ошибкой${status === null ? '' : ` (${status})`}. Повторите позже.`,
    }),
    'fetch-error': () => 'Файл недоступен. Проверьте соединение и повторите.',
    'quota-exceeded': () => 'На устройстве не осталось места. Удалите что-нибудь и повторите.',
    'download-total-exceeded': () =>
      'Файл больше, чем было указано. Повторите или сообщите владельцам сайта.',
    truncated: () => 'Файл пришёл не полностью. Повторите, чтобы загрузить его заново.',
    integrity: () => 'Файл пришёл повреждённым. Повторите, чтобы загрузить его заново.',
    lost: () => 'Браузер прервал эту загрузку. Повторите, чтобы начать заново.',
    unanswered: () => 'Отправлено, но ответ не пришёл. Повтор отправит ещё раз.',
  },
  retryFetches: (missing, total) => `При повторе загрузится ${format.count(missing)} из ${ofFiles(total)}.`,

  actions: {
    pause: 'Пауза',
    resume: 'Продолжить',
    retry: 'Повторить',
    abort: 'Отменить',
    remove: 'Удалить',
  },
  askRemove: (size) => `Удалить ${size}?`,
  keep: 'Оставить',
  selection: {
    all: 'Выбрать все',
    one: 'Выбрать',
    count: (count) => `Выбрано: ${format.count(count)}`,
    askRemove: (count, size) => `Удалить ${downloads(count)} (${size})?`,
    removed: (count) => `Удалено: ${format.count(count)}`,
  },
  start: 'Скачать',
  open: 'Открыть',

  list: 'Загрузки',
  empty: 'Загрузок пока нет',
  noMatch: 'Подходящих загрузок нет',
  loading: 'Список загрузок открывается',
  groups: { active: 'Активные', waiting: 'Ожидают', finished: 'Завершённые' },
  summary: 'Все загрузки',
  counted: {
    pending: (count) =>
      plural(count, {
        one: '# загружается',
        few: '# загружаются',
        many: '# загружаются',
        other: '# загружается',
      }),
    interrupted: (count) =>
      plural(count, { one: '# прервана', few: '# прерваны', many: '# прервано', other: '# прервано' }),
    paused: (count) => `${format.count(count)} на паузе`,
    completed: (count) => `${format.count(count)} на устройстве`,
    aborted: (count) =>
      plural(count, { one: '# отменена', few: '# отменены', many: '# отменено', other: '# отменено' }),
    failed: (count) => `${format.count(count)} с ошибкой`,
  },
  history: {
    name: 'История загрузок',
    empty: 'Пока ничего не загружено',
    failed: 'Не удалось прочитать историю.',
  },
  fileList: 'Файлы',
  file: { done: 'На этом устройстве', waiting: 'Ещё не загружен', failed: 'Ошибка' },
  storage: {
    name: 'Хранилище',
    used: (size) => `Занято ${size}`,
    free: (size) => `свободно ${size}`,
    byFetch: 'Что занимает место',
    rest: 'Всё остальное',
    keep: 'Хранить на устройстве',
    asking: 'Запрос к браузеру',
    kept: 'Хранится на устройстве, пока вы не удалите.',
    refused:
      'Браузер может очистить эти данные, если не хватит места. Возможно, он согласится, когда вы будете чаще бывать на сайте.',
    unanswered: 'Браузер не ответил. Возможно, он спрашивает вас.',
  },

  announce: {
    started: (titles) =>
      told(titles, 'загрузка началась', {
        one: 'Началась # загрузка',
        few: 'Начались # загрузки',
        many: 'Началось # загрузок',
        other: 'Началось # загрузки',
      }),
    completed: (titles) =>
      told(titles, 'загрузка завершена', {
        one: 'Завершена # загрузка',
        few: 'Завершены # загрузки',
        many: 'Завершено # загрузок',
        other: 'Завершено # загрузки',
      }),
    failed: (titles) =>
      told(titles, 'ошибка загрузки', {
        one: 'Не удалась # загрузка',
        few: 'Не удались # загрузки',
        many: 'Не удалось # загрузок',
        other: 'Не удалось # загрузки',
      }),
    aborted: (titles) =>
      told(titles, 'загрузка отменена', {
        one: 'Отменена # загрузка',
        few: 'Отменены # загрузки',
        many: 'Отменено # загрузок',
        other: 'Отменено # загрузки',
      }),
  },
  support: {
    unsupported: 'В этом браузере загрузки не работают. Нужен современный браузер.',
    permission:
      'Браузер спрашивает, прежде чем разрешить сайту загружать в фоне. Разрешите автоматические загрузки в настройках сайта.',
    settingUp: 'Фоновые загрузки настраиваются. Они начнутся, когда всё будет готово.',
    later: 'Загрузки сохранены и начнутся, как только браузер сможет их выполнить.',
    pageOnly: 'Загрузки живут, пока открыта эта страница: браузер ничего не сохраняет, как в приватном окне.',
    survivesClose: 'Загрузки продолжаются, когда вы закрываете эту страницу.',
    whileOpen: 'Загрузки идут, пока сайт открыт, и продолжаются с того же места, когда вы возвращаетесь.',
  },
}
