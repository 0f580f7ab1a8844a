import { expect, it } from 'vitest'
import { UsageError, parseArguments } from './arguments.ts'

it.each([
  [[], {}],
  [['--library', 'My Music'], { library: 'My Music' }],
  [['--library=/films', '--port', '8080'], { library: '/films', port: 8080 }],
  [['--', '--library', 'films'], { library: 'films' }],
  [['--port=0', '--', '--host', '0.0.0.0'], { port: 0, host: '0.0.0.0' }],
])('reads %j', (args, expected) => {
  expect(parseArguments(args)).toEqual(expected)
})

it.each([[['--port', 'high']], [['--port', '70000']], [['--library']], [['films']], [['--librarry', 'x']]])(
  'refuses %j and says how it is meant',
  (args) => {
    expect(() => parseArguments(args)).toThrow(UsageError)
    expect(() => parseArguments(args)).toThrow('Usage: npm start')
  },
)
