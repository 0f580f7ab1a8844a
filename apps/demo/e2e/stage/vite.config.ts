import { defaultClientConditions, defineConfig } from 'vite'

const here = import.meta.dirname

/** The page and the workers that the tests deploy, each under its own fixed name. */
export default defineConfig({
  root: here,
  logLevel: 'warn',
  resolve: { conditions: ['@longhaul/source', ...defaultClientConditions] },
  build: {
    target: 'esnext',
    minify: false,
    emptyOutDir: true,
    rollupOptions: {
      input: {
        page: `${here}/index.html`,
        install: `${here}/install.html`,
        installWorker: `${here}/installWorker.ts`,
        worker: `${here}/worker.ts`,
        workerOlder: `${here}/workerOlder.ts`,
        workerNewer: `${here}/workerNewer.ts`,
        workerSilent: `${here}/workerSilent.ts`,
      },
      output: { entryFileNames: '[name].js' },
    },
  },
})
