import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('ja')

/** One alone by its name; several as a number. */
function named([first, ...others]: Titles): string {
  return others.length === 0 ? `「${first}」` : `${format.count(others.length + 1)}件のダウンロード`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} / ${format.bytes(total)}`

/** Japanese. */
export const ja: Labels = {
  locale: 'ja',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} 送信済み`,
  files: (done, total) => `${format.count(total)}ファイル中${format.count(done)}件完了`,
  timeLeft: (seconds) => `残り ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return '待機中'
    if (place.place > 1) return `待機中（${format.count(place.place)}番目）`
    return place.behind === null ? '待機中（次に開始）' : `「${place.behind}」の完了待ち`
  },
  starting: '開始しています',
  verifying: 'データを確認しています',
  storing: 'この端末に保存しています',
  interrupted: {
    offline: interruption(
      'ネットワークに接続していません。',
      '自動的に再開します。',
      '接続してから再試行してください。',
    ),
    server: interruption(
      'サーバーに問題が発生しています。',
      (seconds) =>
        seconds === null ? '自動的に再試行します。' : `${format.duration(seconds)}後に再試行します。`,
      '再試行してください。',
    ),
    metered: interruption('Wi-Fi への接続を待っています。', null, 'Wi-Fi に接続してから再試行してください。'),
    permission: () =>
      'ブラウザーがこのサイトのダウンロードを許可していません。サイトの設定で自動ダウンロードを許可してから、再試行してください。',
    'page-closed': interruption(
      'ページが閉じられたため停止しました。',
      'これから再開します。',
      '再試行すると続きから始まります。',
    ),
    storage: interruption(
      'この端末に空き容量がありません。',
      '空きができると再開します。',
      '何かを削除してから再試行してください。',
    ),
    'service-worker': interruption(
      'バックグラウンドダウンロードの準備がまだできていません。',
      '自動的に開始します。',
      'ページを再読み込みしてから再試行してください。',
    ),
    unsupported: () =>
      'このブラウザーではこのダウンロードを実行できません。別のブラウザーでこのページを開いてください。',
    unknown: interruption(
      '不明な理由で停止しました。',
      '自動的に再開します。',
      '再試行すると続きから始まります。',
    ),
  },
  paused: (amount) => (amount === null ? '一時停止中' : `一時停止中（${amount}）`),
  completed: (size, when) => joined(size ?? 'この端末に保存済み', when),
  aborted: 'キャンセルしました',
  failed: {
    'bad-status': badStatus({
      refused: (status) =>
        `サーバーがファイルの取得を拒否しました（${status}）。ログインし直してから再試行してください。`,
      gone: (status) => `ファイルはもうサーバーにありません（${status}）。`,
      busy: (status) => `サーバーが混み合っています（${status}）。後で再試行してください。`,
      other: (status) =>
        `サーバーがエラーを返しました${status === null ? '' : `（${status}）`}。後で再試行してください。`,
    }),
    'fetch-error': () => 'ファイルにアクセスできませんでした。接続を確認してから再試行してください。',
    'quota-exceeded': () => 'この端末に空き容量がありません。何かを削除してから再試行してください。',
    'download-total-exceeded': () =>
      'ファイルが予定より大きくなっています。再試行するか、サイトの運営者に知らせてください。',
    truncated: () => 'ファイルが最後まで届きませんでした。再試行すると取得し直します。',
    integrity: () => 'ファイルが破損しています。再試行すると取得し直します。',
    lost: () => 'ブラウザーがこのダウンロードを破棄しました。再試行すると最初から始めます。',
    unanswered: () => '送信しましたが、応答がありませんでした。再試行するともう一度送信します。',
  },
  retryFetches: (missing, total) =>
    `再試行すると、${format.count(total)}ファイル中${format.count(missing)}件を取得します。`,

  actions: { pause: '一時停止', resume: '再開', retry: '再試行', abort: 'キャンセル', remove: '削除' },
  askRemove: (size) => `${size}を削除しますか？`,
  keep: '残す',
  selection: {
    all: 'すべて選択',
    one: '選択',
    count: (count) => `${format.count(count)}件を選択中`,
    askRemove: (count, size) => `${format.count(count)}件のダウンロード（${size}）を削除しますか？`,
    removed: (count) => `${format.count(count)}件を削除しました`,
  },
  start: 'ダウンロード',
  open: '開く',

  list: 'ダウンロード',
  empty: 'ダウンロードはまだありません',
  noMatch: '一致するダウンロードはありません',
  loading: 'ダウンロードを読み込んでいます',
  groups: { active: '進行中', waiting: '待機中', finished: '終了' },
  summary: 'すべてのダウンロード',
  counted: {
    pending: (count) => `${format.count(count)}件ダウンロード中`,
    interrupted: (count) => `${format.count(count)}件中断`,
    paused: (count) => `${format.count(count)}件一時停止中`,
    completed: (count) => `${format.count(count)}件保存済み`,
    aborted: (count) => `${format.count(count)}件キャンセル`,
    failed: (count) => `${format.count(count)}件失敗`,
  },
  history: {
    name: 'ダウンロード履歴',
    empty: 'まだ何もダウンロードしていません',
    failed: '履歴を読み込めませんでした。',
  },
  fileList: 'ファイル',
  file: { done: 'この端末に保存済み', waiting: '未取得', failed: '失敗' },
  storage: {
    name: 'ストレージ',
    used: (size) => `${size} 使用中`,
    free: (size) => `空き ${size}`,
    byFetch: '容量の内訳',
    rest: 'その他',
    keep: 'この端末に残す',
    asking: 'ブラウザーに確認しています',
    kept: '削除するまでこの端末に残ります。',
    refused:
      '空き容量が足りなくなると、ブラウザーが消去することがあります。このサイトをもっと使うと、許可されるかもしれません。',
    unanswered: 'ブラウザーから応答がありません。確認を求めているかもしれません。',
  },

  announce: {
    started: (titles) => `${named(titles)}を開始しました。`,
    completed: (titles) => `${named(titles)}が完了しました。`,
    failed: (titles) => `${named(titles)}が失敗しました。`,
    aborted: (titles) => `${named(titles)}をキャンセルしました。`,
  },
  support: {
    unsupported: 'このブラウザーではダウンロードできません。新しいブラウザーなら利用できます。',
    permission:
      'このサイトがバックグラウンドでダウンロードするには、ブラウザーの許可が必要です。サイトの設定で自動ダウンロードを許可してください。',
    settingUp: 'バックグラウンドダウンロードを準備しています。終わりしだい始まります。',
    later: 'ダウンロードは登録され、このブラウザーで実行できるようになりしだい始まります。',
    pageOnly:
      'ダウンロードはこのページを開いている間だけ有効です。プライベートウィンドウのように、ブラウザーは何も保存しません。',
    survivesClose: 'このページを閉じてもダウンロードは続きます。',
    whileOpen: 'このサイトを開いている間ダウンロードが進み、次に訪れたときに続きから再開します。',
  },
}
