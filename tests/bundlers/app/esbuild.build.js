import { build } from 'esbuild'

const common = { bundle: true, format: 'esm', splitting: true, minify: true }

await build({
  ...common,
  entryPoints: {
    main: 'src/esbuild.js',
    'longhaul-worker': '@longhaul/core/fallback/worker',
    longhaul: '@longhaul/core/service-worker/classic',
    sw: 'sw.classic.js',
    install: 'src/install.js',
    'longhaul-install': '@longhaul/core/fallback/install/classic',
    'sw.install': 'sw.install.js',
  },
  outdir: 'dist/esbuild',
})

// As it is with nothing said: the engine's worker is left behind.
await build({
  ...common,
  entryPoints: { main: 'src/main.js', sw: 'sw.js' },
  outdir: 'dist/esbuild-alone',
})

await build({
  ...common,
  entryPoints: ['src/server.js'],
  outdir: 'dist/server',
  platform: 'node',
  packages: 'external',
})
