import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { expect, fireEvent, waitFor } from 'storybook/test'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSummary } from './FetchSummary.js'
import { createRoad, FAIR, type Weather } from './fixtures/road.js'
import { start } from './fixtures/shelf.js'
import { createCast, Frame, Stage, type Cast } from './fixtures/Stage.js'
import { en } from './locales/en.js'

const MB = 1_000_000
const TICK_MS = 100

const meta = { title: 'Playground', component: FetchProgressList } satisfies Meta<typeof FetchProgressList>
export default meta

const STARTS = [
  { name: 'A song', bytes: 6 * MB, files: 1, count: 1 },
  { name: 'A film', bytes: 700 * MB, files: 1, count: 1 },
  { name: 'A season, 8 files', bytes: 5_000 * MB, files: 8, count: 1 },
  { name: 'A hundred songs', bytes: 6 * MB, files: 1, count: 100 },
] as const

function begin(cast: Cast, { name, bytes, files, count }: (typeof STARTS)[number]) {
  const started = cast.client.peekIds().length
  for (let index = 1; index <= count; index += 1) {
    const number = started + index
    void start(cast, `${number}`, `${count > 1 ? 'Song' : name} (${number})`, bytes, files)
  }
}

function Desk() {
  const [cast] = useState(() => createCast())
  const [road] = useState(() => createRoad(cast))
  const [weather, setWeather] = useState(FAIR)
  useEffect(() => road.setWeather(weather), [road, weather])
  useEffect(() => {
    const timer = setInterval(() => road.tick(TICK_MS), TICK_MS)
    return () => clearInterval(timer)
  }, [road])
  return (
    <Stage cast={cast}>
      <Frame>
        <fieldset style={panel}>
          <legend>Start</legend>
          {STARTS.map((what) => (
            <button key={what.name} type="button" onClick={() => begin(cast, what)}>
              {what.name}
            </button>
          ))}
        </fieldset>
        <WeatherPanel weather={weather} onChange={(change) => setWeather({ ...weather, ...change })}>
          <button type="button" onClick={() => road.drop()}>
            Lose every connection
          </button>
        </WeatherPanel>
        <div style={{ display: 'grid', gap: 16 }}>
          <FetchSummary />
          <FetchProgressList />
        </div>
      </Frame>
    </Stage>
  )
}

const panel = {
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'end',
  gap: '8px 16px',
  marginBlockEnd: 16,
} as const

interface WeatherPanelProps {
  readonly weather: Weather
  readonly onChange: (change: Partial<Weather>) => void
  readonly children: ReactNode
}

function WeatherPanel({ weather, onChange, children }: WeatherPanelProps) {
  const { bytesPerSecond, latencyMs, dropsPerMinute, isOnline, isStalled } = weather
  return (
    <fieldset style={panel}>
      <legend>Network</legend>
      <Slider
        name="Speed"
        words={`${en.format.bytes(bytesPerSecond)}/s`}
        // A slider of speeds is a slider of their digits.
        range={[4, 8.5, 0.1]}
        value={Math.log10(bytesPerSecond)}
        onChange={(digits) => onChange({ bytesPerSecond: Math.round(10 ** digits) })}
      />
      <Slider
        name="Latency"
        words={`${latencyMs} ms`}
        range={[0, 5_000, 100]}
        value={latencyMs}
        onChange={(value) => onChange({ latencyMs: value })}
      />
      <Slider
        name="Lost connections"
        words={`${dropsPerMinute} a minute`}
        range={[0, 60, 1]}
        value={dropsPerMinute}
        onChange={(value) => onChange({ dropsPerMinute: value })}
      />
      <Switch name="Offline" isOn={!isOnline} onChange={(isOn) => onChange({ isOnline: !isOn })} />
      <Switch name="Stalled" isOn={isStalled} onChange={(isOn) => onChange({ isStalled: isOn })} />
      {children}
    </fieldset>
  )
}

interface SliderProps {
  readonly name: string
  readonly words: string
  readonly range: readonly [min: number, max: number, step: number]
  readonly value: number
  readonly onChange: (value: number) => void
}

function Slider({ name, words, range: [min, max, step], value, onChange }: SliderProps) {
  const id = useId()
  return (
    <div style={{ display: 'grid', inlineSize: '13rem' }}>
      <label htmlFor={id} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {name}: {words}
      </label>
      <input
        {...{ id, min, max, step, value }}
        type="range"
        aria-valuetext={words}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  )
}

interface SwitchProps {
  readonly name: string
  readonly isOn: boolean
  readonly onChange: (isOn: boolean) => void
}

function Switch({ name, isOn, onChange }: SwitchProps) {
  return (
    <label>
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.currentTarget.checked)} />{' '}
      {name}
    </label>
  )
}

/** The real client over an engine that obeys the sliders. Nothing is fetched; everything else is as in an app. */
export const Playground: StoryObj<typeof meta> = {
  render: () => <Desk />,
  play: async ({ canvas, userEvent }) => {
    await userEvent.click(canvas.getByRole('button', { name: 'A film' }))
    const film = await canvas.findByRole('progressbar', { name: 'A film (1)' })
    await waitFor(() => expect(Number(film.ariaValueNow)).toBeGreaterThan(0), { timeout: 10_000 })

    const offline = canvas.getByRole('checkbox', { name: 'Offline' })
    await userEvent.click(offline)
    await expect(await canvas.findByText('No connection. Resumes by itself.')).toBeVisible()
    await userEvent.click(offline)
    await waitFor(() => expect(canvas.queryByText(/No connection/)).toBeNull())

    canvas.getByRole('button', { name: 'Lose every connection' }).focus()
    await userEvent.keyboard('{Enter}')
    await expect(await canvas.findByText(/^Server trouble\. Next try in/)).toBeVisible()

    const speed = canvas.getByRole('slider', { name: /^Speed/ })
    await fireEvent.change(speed, { target: { value: 8.5 } })
    await userEvent.click(canvas.getByRole('button', { name: 'A song' }))
    await expect(await canvas.findByText(/^6 MB/, {}, { timeout: 15_000 })).toBeVisible()
  },
}
