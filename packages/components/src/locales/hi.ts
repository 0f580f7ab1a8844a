import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('hi')

/** In the oblique case that "में से" asks for. */
const ofFiles = (value: number) => format.plural(value, { one: '# फ़ाइल', other: '# फ़ाइलों' })

/** What happened to one by its name, or to several as a number; the verb agrees. */
function told([first, ...others]: Titles, one: string, many: string): string {
  return others.length === 0 ? `“${first}” ${one}।` : `${format.count(others.length + 1)} डाउनलोड ${many}।`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytes(total)} में से ${format.bytesWithin(done, total)}`

/** Hindi. */
export const hi: Labels = {
  locale: 'hi',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} भेजा गया`,
  files: (done, total) => `${ofFiles(total)} में से ${format.count(done)}`,
  timeLeft: (seconds) => `${format.duration(seconds)} बाकी`,

  queued: (place) => {
    if (place === null) return 'प्रतीक्षा में'
    if (place.place > 1) return `प्रतीक्षा में, कतार में स्थान ${format.count(place.place)}`
    return place.behind === null ? 'प्रतीक्षा में, अगला यही है' : `“${place.behind}” के पूरा होने की प्रतीक्षा में`
  },
  starting: 'शुरू हो रहा है',
  verifying: 'डेटा जाँचा जा रहा है',
  storing: 'इस डिवाइस पर सहेजा जा रहा है',
  interrupted: {
    offline: interruption('इंटरनेट कनेक्शन नहीं है।', 'अपने-आप फिर से शुरू होगा।', 'कनेक्शन आने पर फिर से कोशिश करें।'),
    server: interruption(
      'सर्वर में समस्या है।',
      (seconds) =>
        seconds === null ? 'अपने-आप फिर से कोशिश होगी।' : `अगली कोशिश ${format.duration(seconds)} में।`,
      'फिर से कोशिश करें।',
    ),
    metered: interruption('वाई-फ़ाई की प्रतीक्षा है।', null, 'वाई-फ़ाई से जुड़ने पर फिर से कोशिश करें।'),
    permission: () =>
      'ब्राउज़र इस साइट को डाउनलोड करने की अनुमति नहीं देता। साइट की सेटिंग में अपने-आप होने वाले डाउनलोड की अनुमति दें, फिर दोबारा कोशिश करें।',
    'page-closed': interruption(
      'पेज बंद होने पर रुक गया।',
      'अब फिर से शुरू हो रहा है।',
      'जारी रखने के लिए फिर से कोशिश करें।',
    ),
    storage: interruption(
      'इस डिवाइस पर जगह नहीं बची।',
      'जगह होने पर फिर से शुरू होगा।',
      'कुछ हटाएँ, फिर दोबारा कोशिश करें।',
    ),
    'service-worker': interruption(
      'बैकग्राउंड डाउनलोड अभी तैयार नहीं है।',
      'अपने-आप शुरू होगा।',
      'पेज फिर से लोड करें, फिर दोबारा कोशिश करें।',
    ),
    unsupported: () => 'यह ब्राउज़र यह डाउनलोड नहीं कर सकता। इस पेज को किसी दूसरे ब्राउज़र में खोलें।',
    unknown: interruption(
      'किसी अज्ञात कारण से रुक गया।',
      'अपने-आप फिर से शुरू होगा।',
      'जारी रखने के लिए फिर से कोशिश करें।',
    ),
  },
  paused: (amount) => (amount === null ? 'रोका गया' : `रोका गया: ${amount}`),
  completed: (size, when) => joined(size ?? 'इस डिवाइस पर', when),
  aborted: 'रद्द किया गया',
  failed: {
    'bad-status': badStatus({
      refused: (status) => `सर्वर ने फ़ाइल देने से मना किया (${status})। फिर से साइन इन करें, फिर दोबारा कोशिश करें।`,
      gone: (status) => `फ़ाइल अब सर्वर पर नहीं है (${status})।`,
      busy: (status) => `सर्वर बहुत व्यस्त है (${status})। बाद में फिर से कोशिश करें।`,
      other: (status) =>
        `सर्वर से गड़बड़ी का जवाब मिला${status === null ? '' : ` (${status})`}। बाद में फिर से कोशिश करें।`,
    }),
    'fetch-error': () => 'फ़ाइल तक नहीं पहुँचा जा सका। कनेक्शन जाँचें, फिर दोबारा कोशिश करें।',
    'quota-exceeded': () => 'इस डिवाइस पर जगह नहीं बची। कुछ हटाएँ, फिर दोबारा कोशिश करें।',
    'download-total-exceeded': () => 'फ़ाइल बताए गए आकार से बड़ी है। फिर से कोशिश करें, या साइट चलाने वालों को बताएँ।',
    truncated: () => 'फ़ाइल पूरी नहीं पहुँची। फिर से लाने के लिए दोबारा कोशिश करें।',
    integrity: () => 'फ़ाइल खराब पहुँची। फिर से लाने के लिए दोबारा कोशिश करें।',
    lost: () => 'ब्राउज़र ने यह डाउनलोड छोड़ दिया। फिर से शुरू करने के लिए दोबारा कोशिश करें।',
    unanswered: () => 'भेजा गया, लेकिन जवाब नहीं आया। दोबारा कोशिश करने पर यह फिर से भेजा जाएगा।',
  },
  retryFetches: (missing, total) =>
    `फिर से कोशिश करने पर ${ofFiles(total)} में से ${format.count(missing)} डाउनलोड होंगी।`,

  actions: {
    pause: 'रोकें',
    resume: 'जारी रखें',
    retry: 'फिर से कोशिश करें',
    abort: 'रद्द करें',
    remove: 'हटाएँ',
  },
  askRemove: (size) => `${size} हटाएँ?`,
  keep: 'रखें',
  selection: {
    all: 'सभी चुनें',
    one: 'चुनें',
    count: (count) => format.plural(count, { one: '# चुना गया', other: '# चुने गए' }),
    askRemove: (count, size) => `${format.count(count)} डाउनलोड (${size}) हटाएँ?`,
    removed: (count) => format.plural(count, { one: '# हटाया गया', other: '# हटाए गए' }),
  },
  start: 'डाउनलोड करें',
  open: 'खोलें',

  list: 'डाउनलोड',
  empty: 'अभी कोई डाउनलोड नहीं है',
  noMatch: 'कोई डाउनलोड मेल नहीं खाता',
  loading: 'डाउनलोड की सूची लोड हो रही है',
  groups: { active: 'सक्रिय', waiting: 'इंतज़ार में', finished: 'समाप्त' },
  summary: 'सभी डाउनलोड',
  counted: {
    pending: (count) => format.plural(count, { one: '# डाउनलोड हो रहा है', other: '# डाउनलोड हो रहे हैं' }),
    interrupted: (count) => `${format.count(count)} बाधित`,
    paused: (count) => format.plural(count, { one: '# रोका गया', other: '# रोके गए' }),
    completed: (count) => `${format.count(count)} इस डिवाइस पर`,
    aborted: (count) => format.plural(count, { one: '# रद्द किया गया', other: '# रद्द किए गए' }),
    failed: (count) => `${format.count(count)} विफल`,
  },
  history: {
    name: 'डाउनलोड का इतिहास',
    empty: 'अभी तक कुछ डाउनलोड नहीं हुआ',
    failed: 'इतिहास पढ़ा नहीं जा सका।',
  },
  fileList: 'फ़ाइलें',
  file: { done: 'इस डिवाइस पर', waiting: 'अभी नहीं आई', failed: 'विफल' },
  storage: {
    name: 'स्टोरेज',
    used: (size) => `${size} इस्तेमाल में`,
    free: (size) => `${size} खाली`,
    byFetch: 'जगह किसने ली है',
    rest: 'बाकी सब',
    keep: 'इस डिवाइस पर रखें',
    asking: 'ब्राउज़र से पूछा जा रहा है',
    kept: 'जब तक आप न हटाएँ, इस डिवाइस पर रहेगा।',
    refused: 'जगह कम होने पर ब्राउज़र इसे मिटा सकता है। इस साइट का ज़्यादा इस्तेमाल करने पर शायद वह मान जाए।',
    unanswered: 'ब्राउज़र ने जवाब नहीं दिया। शायद वह आपसे पूछ रहा है।',
  },

  announce: {
    started: (titles) => told(titles, 'का डाउनलोड शुरू हुआ', 'शुरू हुए'),
    completed: (titles) => told(titles, 'का डाउनलोड पूरा हुआ', 'पूरे हुए'),
    failed: (titles) => told(titles, 'का डाउनलोड विफल हुआ', 'विफल हुए'),
    aborted: (titles) => told(titles, 'का डाउनलोड रद्द हुआ', 'रद्द हुए'),
  },
  support: {
    unsupported: 'इस ब्राउज़र में डाउनलोड काम नहीं करते। नया ब्राउज़र इन्हें कर सकता है।',
    permission:
      'इस साइट को बैकग्राउंड में डाउनलोड करने देने से पहले ब्राउज़र पूछता है। साइट की सेटिंग में अपने-आप होने वाले डाउनलोड की अनुमति दें।',
    settingUp: 'बैकग्राउंड डाउनलोड तैयार किया जा रहा है। तैयार होते ही डाउनलोड शुरू होंगे।',
    later: 'डाउनलोड सहेजे गए हैं और ब्राउज़र के सक्षम होते ही शुरू होंगे।',
    pageOnly: 'डाउनलोड इस पेज के खुले रहने तक ही रहते हैं: निजी विंडो की तरह, ब्राउज़र कुछ नहीं रखता।',
    survivesClose: 'यह पेज बंद करने पर भी डाउनलोड चलते रहते हैं।',
    whileOpen: 'साइट खुली रहने पर डाउनलोड चलते हैं, और लौटने पर वहीं से जारी होते हैं जहाँ रुके थे।',
  },
}
