import webpack from 'webpack'

const common = {
  mode: 'production',
  performance: false,
  output: { path: `${import.meta.dirname}/dist/webpack` },
}
const builds = [
  { ...common, entry: { main: './src/webpack.js' }, experiments: { css: true } },
  // A build of its own: a worker has no document to load chunks into.
  { ...common, entry: { sw: './sw.js' }, target: 'webworker' },
]

webpack(builds, (error, stats) => {
  const told = error ?? stats.toString({ preset: 'errors-warnings' })
  if (told !== '') console.log(told)
  process.exitCode = error || stats.hasErrors() ? 1 : 0
})
