import { defineConfig } from 'vite'

export default defineConfig({
  build: {
    rolldownOptions: {
      input: { index: 'index.html', sw: 'src/sw.ts' },
      output: { entryFileNames: '[name].js' },
    },
  },
})
