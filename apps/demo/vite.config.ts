import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

export default defineConfig({
  root: import.meta.dirname,
  // Longhaul from its source: nothing has to be built first. An app outside of this repository needs no such line.
  resolve: { conditions: ['@longhaul/source', ...defaultClientConditions] },
  build: { target: 'es2023' },
  plugins: [
    react(),
    VitePWA({
      // A worker of our own: it must call `listenForBackgroundFetches`.
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'service-worker.ts',
      injectManifest: { rollupFormat: 'iife', globPatterns: ['**/*.{html,js,css,svg,png}'] },
      includeManifestIcons: false,
      // The page says when there is a new version, and the person says when to change to it.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        id: '/',
        name: 'Longhaul: an offline shelf',
        short_name: 'Longhaul',
        description: 'Recordings, pictures and readings, kept on this device.',
        display: 'standalone',
        theme_color: '#16305c',
        background_color: '#f5f6f8',
        icons: [
          { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: 'icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
    }),
  ],
})
