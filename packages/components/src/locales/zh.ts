import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('zh')

/** One alone by its name; several as a number. */
function named([first, ...others]: Titles): string {
  return others.length === 0 ? `“${first}”` : `${format.count(others.length + 1)} 个下载任务`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} / ${format.bytes(total)}`

/** Chinese, in simplified characters. */
export const zh: Labels = {
  locale: 'zh',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `已上传 ${amount(done, total)}`,
  files: (done, total) => `已完成 ${format.count(done)}/${format.count(total)} 个文件`,
  timeLeft: (seconds) => `剩余 ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return '等待中'
    if (place.place > 1) return `等待中，排在第 ${format.count(place.place)} 位`
    return place.behind === null ? '等待中，下一个开始' : `等待“${place.behind}”完成`
  },
  starting: '正在开始',
  verifying: '正在校验数据',
  storing: '正在保存到此设备',
  interrupted: {
    offline: interruption('网络未连接。', '恢复后会自动继续。', '联网后请重试。'),
    server: interruption(
      '服务器出现问题。',
      (seconds) => (seconds === null ? '稍后会自动重试。' : `${format.duration(seconds)}后重试。`),
      '请重试。',
    ),
    metered: interruption('正在等待 Wi-Fi。', null, '连接 Wi-Fi 后请重试。'),
    permission: () => '浏览器不允许此网站下载。请在网站设置中允许自动下载，然后重试。',
    'page-closed': interruption('页面关闭时已停止。', '现在继续。', '重试即可继续。'),
    storage: interruption('此设备空间不足。', '有空间后会自动继续。', '请移除一些内容，然后重试。'),
    'service-worker': interruption('后台下载尚未就绪。', '就绪后会自动开始。', '请重新加载页面，然后重试。'),
    unsupported: () => '此浏览器无法进行此下载。请用其他浏览器打开此页面。',
    unknown: interruption('因未知原因停止。', '会自动继续。', '重试即可继续。'),
  },
  paused: (amount) => (amount === null ? '已暂停' : `已暂停：${amount}`),
  completed: (size, when) => joined(size ?? '已在此设备上', when),
  aborted: '已取消',
  failed: {
    'bad-status': badStatus({
      refused: (status) => `服务器拒绝提供文件（${status}）。请重新登录，然后重试。`,
      gone: (status) => `服务器上已没有此文件（${status}）。`,
      busy: (status) => `服务器过于繁忙（${status}）。请稍后重试。`,
      other: (status) => `服务器返回错误${status === null ? '' : `（${status}）`}。请稍后重试。`,
    }),
    'fetch-error': () => '无法获取文件。请检查网络连接，然后重试。',
    'quota-exceeded': () => '此设备空间不足。请移除一些内容，然后重试。',
    'download-total-exceeded': () => '文件比声明的大。请重试，或告知网站管理者。',
    truncated: () => '文件不完整。请重试以重新下载。',
    integrity: () => '文件已损坏。请重试以重新下载。',
    lost: () => '浏览器丢弃了此下载。请重试以重新开始。',
    unanswered: () => '已发送，但未收到响应。重试会再次发送。',
  },
  retryFetches: (missing, total) =>
    `重试将下载 ${format.count(total)} 个文件中的 ${format.count(missing)} 个。`,

  actions: { pause: '暂停', resume: '继续', retry: '重试', abort: '取消', remove: '移除' },
  askRemove: (size) => `要移除 ${size} 吗？`,
  keep: '保留',
  selection: {
    all: '全选',
    one: '选择',
    count: (count) => `已选 ${format.count(count)} 个`,
    askRemove: (count, size) => `要移除 ${format.count(count)} 个下载任务（${size}）吗？`,
    removed: (count) => `已移除 ${format.count(count)} 个`,
  },
  start: '下载',
  open: '打开',

  list: '下载',
  empty: '还没有下载',
  noMatch: '没有符合条件的下载',
  loading: '正在加载下载列表',
  groups: { active: '进行中', waiting: '等待中', finished: '已结束' },
  summary: '全部下载',
  counted: {
    pending: (count) => `${format.count(count)} 个下载中`,
    interrupted: (count) => `${format.count(count)} 个已中断`,
    paused: (count) => `${format.count(count)} 个已暂停`,
    completed: (count) => `${format.count(count)} 个已在此设备上`,
    aborted: (count) => `${format.count(count)} 个已取消`,
    failed: (count) => `${format.count(count)} 个失败`,
  },
  history: { name: '下载历史', empty: '还没有下载过任何内容', failed: '无法读取历史记录。' },
  fileList: '文件',
  file: { done: '已在此设备上', waiting: '尚未下载', failed: '失败' },
  storage: {
    name: '存储空间',
    used: (size) => `已用 ${size}`,
    free: (size) => `可用 ${size}`,
    byFetch: '空间占用',
    rest: '其他内容',
    keep: '保留在此设备上',
    asking: '正在询问浏览器',
    kept: '会保留在此设备上，直到你移除。',
    refused: '空间不足时，浏览器可能会清除这些内容。更多地使用此网站后，浏览器也许会同意保留。',
    unanswered: '浏览器尚未回应，可能正在询问你。',
  },

  announce: {
    started: (titles) => `${named(titles)}已开始。`,
    completed: (titles) => `${named(titles)}已完成。`,
    failed: (titles) => `${named(titles)}失败。`,
    aborted: (titles) => `${named(titles)}已取消。`,
  },
  support: {
    unsupported: '此浏览器无法下载。请使用较新的浏览器。',
    permission: '浏览器需要许可才能让此网站在后台下载。请在网站设置中允许自动下载。',
    settingUp: '正在设置后台下载，完成后即会开始。',
    later: '下载任务已保留，浏览器一旦可以执行便会开始。',
    pageOnly: '下载内容只在此页面打开期间存在：浏览器不会保留任何内容，如同无痕窗口。',
    survivesClose: '关闭此页面后，下载会继续。',
    whileOpen: '网站打开时会进行下载；你再次访问时，会从中断处继续。',
  },
}
