import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { expect, fireEvent, waitFor, type within } from 'storybook/test'
import { FetchProgressList } from './FetchProgressList.js'
import { FetchSummary } from './FetchSummary.js'
import { press, WAYS } from './fixtures/press.js'
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
    <div style={{ display: 'grid', inlineSize: 'min(15rem, 100%)' }}>
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

const SOON = { timeout: 15_000 }

/** A slider is moved by its name. */
function sliderOf(canvas: ReturnType<typeof within>) {
  return (name: string, value: number) => {
    const slider = canvas.getByRole('slider', { name: new RegExp(`^${name}`) })
    void fireEvent.change(slider, { target: { value } })
  }
}

/** How far a fetch is, as its bar says it. */
const at = (bar: HTMLElement) => Number(bar.ariaValueNow)

/** The real client over an engine that obeys the sliders. Nothing is fetched; everything else is as in an app. */
export const Playground: StoryObj<typeof meta> = {
  render: () => <Desk />,
  play: async ({ canvas, userEvent }) => {
    const slide = sliderOf(canvas)
    await userEvent.click(canvas.getByRole('button', { name: 'A film' }))
    const film = await canvas.findByRole('progressbar', { name: 'A film (1)' })
    await waitFor(() => expect(at(film)).toBeGreaterThan(0), SOON)

    const offline = canvas.getByRole('checkbox', { name: 'Offline' })
    await userEvent.click(offline)
    await expect(await canvas.findByText('No connection. Resumes by itself.')).toBeVisible()
    await userEvent.click(offline)
    await waitFor(() => expect(canvas.queryByText(/No connection/)).toBeNull())

    for (const way of WAYS.slice(0, 2)) {
      await press(userEvent, canvas.getByRole('button', { name: 'Lose every connection' }), way)
      await expect(await canvas.findByText(/^Server trouble\. Next try in/)).toBeVisible()
      await waitFor(() => expect(canvas.queryByText(/^Server trouble/)).toBeNull(), SOON)
    }

    await userEvent.click(canvas.getByRole('checkbox', { name: 'Stalled' }))
    const stalled = film.ariaValueText
    slide('Speed', 8.5)
    await userEvent.click(canvas.getByRole('button', { name: 'A song' }))
    const song = await canvas.findByRole('progressbar', { name: 'A song (2)' })
    await expect(film.ariaValueText).toBe(stalled)
    await expect(at(song)).toBe(0)
    canvas.getByRole('checkbox', { name: 'Stalled' }).focus()
    await userEvent.keyboard(' ')
    await expect(await canvas.findByText(/^6 MB/, {}, SOON)).toBeVisible()
  },
}

/** Many at once, and all of them wait: for a first byte that takes five seconds, or on connections that do not last. */
export const Crowded: StoryObj<typeof meta> = {
  render: () => <Desk />,
  play: async ({ canvas, userEvent }) => {
    const slide = sliderOf(canvas)
    slide('Latency', 5_000)
    canvas.getByRole('button', { name: 'A season, 8 files' }).focus()
    await userEvent.keyboard('{Enter}')
    const season = await canvas.findByRole('progressbar', { name: 'A season, 8 files (1)' })
    await waitFor(
      () => expect(season).toHaveAttribute('aria-valuetext', expect.stringMatching(/of\s8 files|of\s5\sGB/)),
      SOON,
    )
    canvas.getByRole('button', { name: 'A hundred songs' }).focus()
    await userEvent.keyboard(' ')
    await waitFor(
      () => expect(canvas.getAllByRole('listitem')[0]).toHaveAttribute('aria-setsize', '101'),
      SOON,
    )
    await expect(canvas.getAllByRole('listitem').length).toBeLessThan(40)
    slide('Latency', 0)
    slide('Lost connections', 60)
    await expect((await canvas.findAllByText(/^Server trouble\. Next try in/, {}, SOON))[0]).toBeVisible()
  },
}
