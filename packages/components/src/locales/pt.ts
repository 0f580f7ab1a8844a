import { createFormat } from '../format/createFormat.js'
import { badStatus } from '../labels/badStatus.js'
import { joined } from '../labels/joined.js'
import type { Labels, Titles } from '../labels/Labels.js'
import { fullStop, interruption } from '../labels/sentences.js'

const format = /* @__PURE__ */ createFormat('pt')

const files = (value: number) => format.plural(value, { one: '# arquivo', other: '# arquivos' })

/** What happened to one by its name, or to several as a number; the participle agrees. */
function told([first, ...others]: Titles, one: string, many: string): string {
  return others.length === 0 ? `“${first}” ${one}.` : `${format.count(others.length + 1)} downloads ${many}.`
}

const amount = (done: number, total: number | null) =>
  total === null ? format.bytesSoFar(done) : `${format.bytesWithin(done, total)} de ${format.bytes(total)}`

/** Portuguese, as it is written in Brazil. */
export const pt: Labels = {
  locale: 'pt',
  direction: 'ltr',
  format,

  amount,
  sent: (done, total) => `${amount(done, total)} enviados`,
  files: (done, total) => `${format.count(done)} de ${files(total)}`,
  timeLeft: (seconds) =>
    seconds > 1 ? `faltam ${format.duration(seconds)}` : `falta ${format.duration(seconds)}`,

  queued: (place) => {
    if (place === null) return 'Aguardando'
    if (place.place > 1) return `Aguardando, ${format.count(place.place)}º na fila`
    return place.behind === null ? 'Aguardando, próximo da fila' : `Aguardando “${place.behind}”`
  },
  starting: 'Iniciando',
  verifying: 'Verificando os dados',
  storing: 'Salvando neste dispositivo',
  interrupted: {
    offline: interruption(
      'Sem conexão.',
      'Continua automaticamente.',
      'Tente novamente quando houver conexão.',
    ),
    server: interruption(
      'Problemas no servidor.',
      (seconds) =>
        seconds === null
          ? 'Nova tentativa automática.'
          : fullStop(`Próxima tentativa em ${format.duration(seconds)}`),
      'Tente novamente para repetir o pedido.',
    ),
    metered: interruption('Aguardando uma rede Wi-Fi.', null, 'Tente novamente quando estiver conectado.'),
    permission: () =>
      'O navegador não permite que este site faça downloads. Permita downloads automáticos nas configurações do site e tente novamente.',
    'page-closed': interruption(
      'Interrompido quando a página foi fechada.',
      'Continua agora.',
      'Tente novamente para continuar.',
    ),
    storage: interruption(
      'Não há mais espaço neste dispositivo.',
      'Continua quando houver espaço.',
      'Remova algo e tente novamente.',
    ),
    'service-worker': interruption(
      'Os downloads em segundo plano ainda não estão prontos.',
      'Começa automaticamente.',
      'Recarregue a página e tente novamente.',
    ),
    unsupported: () =>
      'Este navegador não consegue fazer este download. Abra esta página em outro navegador.',
    unknown: interruption(
      'Interrompido por um motivo desconhecido.',
      'Continua automaticamente.',
      'Tente novamente para continuar.',
    ),
  },
  paused: (amount) => (amount === null ? 'Pausado' : `Pausado em ${amount}`),
  completed: (size, when) => joined(size ?? 'Neste dispositivo', when),
  aborted: 'Cancelado',
  failed: {
    'bad-status': badStatus({
      refused: (status) => `O servidor recusou o arquivo (${status}). Entre novamente e tente outra vez.`,
      gone: (status) => `O arquivo não está mais no servidor (${status}).`,
      busy: (status) => `O servidor está sobrecarregado (${status}). Tente mais tarde.`,
      other: (status) =>
        `O servidor respondeu com um erro${status === null ? '' : ` (${status})`}. Tente mais tarde.`,
    }),
    'fetch-error': () => 'Não foi possível acessar o arquivo. Verifique a conexão e tente novamente.',
    'quota-exceeded': () => 'Não há mais espaço neste dispositivo. Remova algo e tente novamente.',
    'download-total-exceeded': () =>
      'O arquivo é maior do que o anunciado. Tente novamente ou avise os responsáveis por este site.',
    truncated: () => 'O arquivo chegou incompleto. Tente novamente para baixá-lo outra vez.',
    integrity: () => 'O arquivo chegou danificado. Tente novamente para baixá-lo outra vez.',
    lost: () => 'O navegador abandonou este download. Tente novamente para recomeçar.',
    unanswered: () => 'Foi enviado, mas a resposta não chegou. Tentar novamente envia pela segunda vez.',
  },
  retryFetches: (missing, total) => `A nova tentativa baixa ${format.count(missing)} de ${files(total)}.`,

  actions: {
    pause: 'Pausar',
    resume: 'Continuar',
    retry: 'Tentar novamente',
    abort: 'Cancelar',
    remove: 'Remover',
  },
  askRemove: (size) => `Remover ${size}?`,
  keep: 'Manter',
  selection: {
    all: 'Selecionar tudo',
    one: 'Selecionar',
    count: (count) => format.plural(count, { one: '# selecionado', other: '# selecionados' }),
    askRemove: (count, size) =>
      `Remover ${format.plural(count, { one: '# download', other: '# downloads' })} (${size})?`,
    removed: (count) => format.plural(count, { one: '# removido', other: '# removidos' }),
  },
  start: 'Baixar',
  open: 'Abrir',

  list: 'Downloads',
  empty: 'Nenhum download ainda',
  noMatch: 'Nenhum download corresponde',
  loading: 'Carregando downloads',
  groups: { active: 'Ativos', waiting: 'Em espera', finished: 'Encerrados' },
  summary: 'Todos os downloads',
  counted: {
    pending: (count) => `${format.count(count)} em andamento`,
    interrupted: (count) => format.plural(count, { one: '# interrompido', other: '# interrompidos' }),
    paused: (count) => format.plural(count, { one: '# pausado', other: '# pausados' }),
    completed: (count) => `${format.count(count)} neste dispositivo`,
    aborted: (count) => format.plural(count, { one: '# cancelado', other: '# cancelados' }),
    failed: (count) => `${format.count(count)} com falha`,
  },
  history: {
    name: 'Histórico de downloads',
    empty: 'Nada foi baixado ainda',
    failed: 'Não foi possível ler o histórico.',
  },
  fileList: 'Arquivos',
  file: { done: 'Neste dispositivo', waiting: 'Ainda não está aqui', failed: 'Com falha' },
  storage: {
    name: 'Armazenamento',
    used: (size) => `${size} em uso`,
    free: (size) => `${size} livres`,
    byFetch: 'O que ocupa espaço',
    rest: 'Todo o resto',
    keep: 'Manter neste dispositivo',
    asking: 'Perguntando ao navegador',
    kept: 'Fica neste dispositivo até você remover.',
    refused:
      'O navegador pode apagar isto se faltar espaço. Talvez ele aceite quando você usar mais este site.',
    unanswered: 'O navegador não respondeu. Talvez esteja perguntando a você.',
  },

  announce: {
    started: (titles) => told(titles, 'iniciado', 'iniciados'),
    completed: (titles) => told(titles, 'concluído', 'concluídos'),
    failed: (titles) => told(titles, 'falhou', 'falharam'),
    aborted: (titles) => told(titles, 'cancelado', 'cancelados'),
  },
  support: {
    unsupported: 'Downloads não funcionam neste navegador. Um navegador atual consegue fazê-los.',
    permission:
      'O navegador pergunta antes que este site possa baixar em segundo plano. Permita downloads automáticos nas configurações do site.',
    settingUp: 'Os downloads em segundo plano estão sendo preparados. Eles começam em seguida.',
    later: 'Os downloads ficam guardados e começam assim que este navegador puder fazê-los.',
    pageOnly:
      'Os downloads duram enquanto esta página estiver aberta: o navegador não guarda nada, como em uma janela anônima.',
    survivesClose: 'Os downloads continuam quando você fecha esta página.',
    whileOpen:
      'Os downloads avançam enquanto este site está aberto e continuam de onde pararam quando você volta.',
  },
}
