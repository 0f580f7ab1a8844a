import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { fullStop, interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('ar')

type Forms = Readonly<Record<Intl.LDMLPluralRule, string>>

/** Arabic has all six. */
const plural = (value: number, forms: Forms) => format.plural(value, forms)

/** After "من" the word stands in the genitive. */
const ofFiles = (value: number) =>
  plural(value, {
    zero: '# ملف',
    one: 'ملف واحد',
    two: 'ملفين',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  })

/** After a noun of action the word stands in the genitive. */
const ofDownloads = (value: number) =>
  plural(value, {
    zero: '# تنزيل',
    one: 'تنزيل واحد',
    two: 'تنزيلين',
    few: '# تنزيلات',
    many: '# تنزيلًا',
    other: '# تنزيل',
  })

/** What happened to one by its name, or to several as a number. */
function told(verb: string, [first, ...others]: Titles): string {
  if (others.length === 0) return `${verb} تنزيل «${first}».`
  const several = plural(others.length + 1, {
    zero: '# تنزيل',
    one: 'تنزيل واحد',
    two: 'تنزيلان',
    few: '# تنزيلات',
    many: '# تنزيلًا',
    other: '# تنزيل',
  })
  return `${verb} ${several}.`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} من ${format.bytes(total)}`

/** Arabic. */
export const ar: Labels = {
  locale: 'ar',
  direction: 'rtl',
  format,

  amount,
  sent: (done, total) => `تم إرسال ${amount(done, total)}`,
  files: (done, total) => `${format.count(done)} من ${ofFiles(total)}`,
  timeLeft: (seconds) => `يتبقى ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return 'في الانتظار'
    if (place.place > 1) return `في الانتظار، الترتيب ${format.count(place.place)} في الصف`
    return place.behind === null ? 'في الانتظار، التالي في الصف' : `في انتظار «${place.behind}»`
  },
  starting: 'جارٍ البدء',
  verifying: 'جارٍ التحقق من البيانات',
  storing: 'جارٍ الحفظ على هذا الجهاز',
  interrupted: {
    offline: interruption('لا يوجد اتصال.', 'يُستأنف تلقائيًا.', 'أعد المحاولة عند عودة الاتصال.'),
    server: interruption(
      'مشكلة في الخادم.',
      (seconds) =>
        seconds === null
          ? 'تُعاد المحاولة تلقائيًا.'
          : fullStop(`المحاولة التالية بعد ${format.duration(seconds)}`),
      'أعد المحاولة لإرسال الطلب من جديد.',
    ),
    metered: interruption('في انتظار شبكة Wi-Fi.', null, 'أعد المحاولة عند الاتصال بها.'),
    permission: () =>
      'لا يسمح المتصفح لهذا الموقع بالتنزيل. اسمح بالتنزيلات التلقائية في إعدادات الموقع، ثم أعد المحاولة.',
    'page-closed': interruption('توقف عند إغلاق الصفحة.', 'يُستأنف الآن.', 'أعد المحاولة للمتابعة.'),
    storage: interruption(
      'لا توجد مساحة كافية على هذا الجهاز.',
      'يُستأنف عند توفر مساحة.',
      'أزل شيئًا، ثم أعد المحاولة.',
    ),
    'service-worker': interruption(
      'لم يكتمل إعداد التنزيل في الخلفية بعد.',
      'يبدأ تلقائيًا.',
      'أعد تحميل الصفحة، ثم أعد المحاولة.',
    ),
    unsupported: () => 'لا يستطيع هذا المتصفح إجراء هذا التنزيل. افتح هذه الصفحة في متصفح آخر.',
    unknown: interruption('توقف لسبب غير معروف.', 'يُستأنف تلقائيًا.', 'أعد المحاولة للمتابعة.'),
  },
  paused: (amount) => (amount === null ? 'متوقف مؤقتًا' : `متوقف مؤقتًا عند ${amount}`),
  completed: (size, when) => joined(size ?? 'على هذا الجهاز', when),
  aborted: 'أُلغي',
  failed: {
    'bad-status': badStatus({
      refused: (status) => `رفض الخادم تقديم الملف (${status}). سجّل الدخول من جديد، ثم أعد المحاولة.`,
      gone: (status) => `لم يعد الملف موجودًا على الخادم (${status}).`,
      busy: (status) => `الخادم مشغول جدًا (${status}). أعد المحاولة لاحقًا.`,
      other: (status) => `ردّ الخادم بخطأ${status === null ? '' : ` (${status})`}. أعد المحاولة لاحقًا.`,
    }),
    'fetch-error': () => 'تعذر الوصول إلى الملف. تحقق من الاتصال، ثم أعد المحاولة.',
    'quota-exceeded': () => 'لا توجد مساحة كافية على هذا الجهاز. أزل شيئًا، ثم أعد المحاولة.',
    'download-total-exceeded': () => 'الملف أكبر مما أُعلن. أعد المحاولة، أو أخبر القائمين على هذا الموقع.',
    truncated: () => 'لم يصل الملف كاملًا. أعد المحاولة لتنزيله من جديد.',
    integrity: () => 'وصل الملف تالفًا. أعد المحاولة لتنزيله من جديد.',
    lost: () => 'تخلى المتصفح عن هذا التنزيل. أعد المحاولة لبدئه من جديد.',
    unanswered: () => 'أُرسل، لكن الرد لم يصل. إعادة المحاولة ترسله مرة ثانية.',
  },
  retryFetches: (missing, total) =>
    `تؤدي إعادة المحاولة إلى تنزيل ${format.count(missing)} من ${ofFiles(total)}.`,

  actions: {
    pause: 'إيقاف مؤقت',
    resume: 'استئناف',
    retry: 'إعادة المحاولة',
    abort: 'إلغاء',
    remove: 'إزالة',
  },
  askRemove: (size) => `هل تريد إزالة ${size}؟`,
  keep: 'إبقاء',
  selection: {
    all: 'تحديد الكل',
    one: 'تحديد',
    count: (count) => `تم تحديد ${ofDownloads(count)}`,
    askRemove: (count, size) => `هل تريد إزالة ${ofDownloads(count)} (${size})؟`,
    removed: (count) => `تمت إزالة ${ofDownloads(count)}`,
  },
  start: 'تنزيل',
  open: 'فتح',

  list: 'التنزيلات',
  empty: 'لا توجد تنزيلات بعد',
  noMatch: 'لا توجد تنزيلات مطابقة',
  loading: 'جارٍ تحميل قائمة التنزيلات',
  groups: { active: 'جارية', waiting: 'في الانتظار', finished: 'منتهية' },
  summary: 'كل التنزيلات',
  counted: {
    pending: (count) => `قيد التنزيل: ${format.count(count)}`,
    interrupted: (count) => `منقطع: ${format.count(count)}`,
    paused: (count) => `متوقف مؤقتًا: ${format.count(count)}`,
    completed: (count) => `على هذا الجهاز: ${format.count(count)}`,
    aborted: (count) => `ملغى: ${format.count(count)}`,
    failed: (count) => `فشل: ${format.count(count)}`,
  },
  history: {
    name: 'سجل التنزيلات',
    empty: 'لم يُنزَّل شيء بعد',
    failed: 'تعذرت قراءة السجل.',
  },
  fileList: 'الملفات',
  file: { done: 'على هذا الجهاز', waiting: 'لم يصل بعد', failed: 'فشل' },
  storage: {
    name: 'التخزين',
    used: (size) => `${size} مستخدمة`,
    free: (size) => `${size} متاحة`,
    byFetch: 'ما يشغل المساحة',
    rest: 'كل ما عدا ذلك',
    keep: 'إبقاء على هذا الجهاز',
    asking: 'جارٍ سؤال المتصفح',
    kept: 'يبقى على هذا الجهاز حتى تزيله.',
    refused: 'قد يمحو المتصفح هذه البيانات عند نقص المساحة. ربما يوافق عندما تستخدم هذا الموقع أكثر.',
    unanswered: 'لم يرد المتصفح. ربما يسألك أنت.',
  },

  announce: {
    started: (titles) => told('بدأ', titles),
    completed: (titles) => told('اكتمل', titles),
    failed: (titles) => told('فشل', titles),
    aborted: (titles) => told('أُلغي', titles),
  },
  support: {
    unsupported: 'لا تعمل التنزيلات في هذا المتصفح. يستطيع متصفح حديث إجراءها.',
    permission:
      'يسأل المتصفح قبل أن يُسمح لهذا الموقع بالتنزيل في الخلفية. اسمح بالتنزيلات التلقائية في إعدادات الموقع.',
    settingUp: 'يجري إعداد التنزيل في الخلفية. تبدأ التنزيلات عند اكتماله.',
    later: 'التنزيلات محفوظة، وتبدأ حالما يستطيع هذا المتصفح إجراءها.',
    pageOnly: 'تدوم التنزيلات ما دامت هذه الصفحة مفتوحة: لا يحتفظ المتصفح بشيء، كما في النافذة الخاصة.',
    survivesClose: 'تستمر التنزيلات عند إغلاق هذه الصفحة.',
    whileOpen: 'تعمل التنزيلات ما دام هذا الموقع مفتوحًا، وتُستأنف من حيث توقفت عند عودتك.',
  },
}
