import type { Meta, StoryObj } from '@storybook/react-vite'
import { useEffect, useState } from 'react'
import { expect, waitFor, within } from 'storybook/test'
import { FetchProgressList } from './FetchProgressList.js'
import { press, WAYS } from './fixtures/press.js'
import { createRide, LEGS, type Ride } from './fixtures/ride.js'
import { Frame, Stage } from './fixtures/Stage.js'

const TICK_MS = 100

const meta = { title: 'A bad train ride', component: FetchProgressList } satisfies Meta<
  typeof FetchProgressList
>
export default meta

function Journey({ onRestart }: { readonly onRestart: () => void }) {
  const [ride] = useState(createRide)
  const [leg, setLeg] = useState(0)
  const [isMoving, setIsMoving] = useState(false)
  useEffect(() => void ride.boarded.then(() => setIsMoving(true)), [ride])
  useEffect(() => {
    if (!isMoving) return
    const timer = setInterval(() => setLeg(ride.advance(TICK_MS)), TICK_MS)
    return () => clearInterval(timer)
  }, [ride, isMoving])
  return (
    <Stage cast={ride.cast}>
      <Frame>
        <Line leg={leg} />
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          <button type="button" onClick={() => setIsMoving(!isMoving)}>
            {isMoving ? 'Stop the train' : 'Go on'}
          </button>
          <NextLeg ride={ride} onLeg={setLeg} />
          <button type="button" onClick={onRestart}>
            Start over
          </button>
        </p>
        <FetchProgressList />
      </Frame>
    </Stage>
  )
}

function NextLeg({ ride, onLeg }: { readonly ride: Ride; readonly onLeg: (leg: number) => void }) {
  return (
    <button type="button" onClick={() => onLeg(ride.next())}>
      On to the next leg
    </button>
  )
}

function Line({ leg }: { readonly leg: number }) {
  return (
    <ol
      aria-label="The line"
      style={{ display: 'flex', flexWrap: 'wrap', gap: 4, padding: 0, listStyle: 'none' }}
    >
      {LEGS.map(({ name, weather }, index) => (
        <li
          key={name}
          aria-current={index === leg ? 'step' : undefined}
          style={{
            padding: '2px 10px',
            border: '1px solid',
            borderRadius: 99,
            borderStyle: weather.isOnline === false ? 'dashed' : 'solid',
            // Under forced colours the words would be as dark as what is behind them.
            ...(index === leg && { background: 'CanvasText', color: 'Canvas', forcedColorAdjust: 'none' }),
          }}
        >
          {name}
        </li>
      ))}
    </ol>
  )
}

function Journeys() {
  const [journey, setJourney] = useState(1)
  return <Journey key={journey} onRestart={() => setJourney(journey + 1)} />
}

/** Plays by itself: out of a station, through two tunnels, past a mast, and in. Nothing is lost, and the words say why. */
export const TrainRide: StoryObj<typeof meta> = {
  render: () => <Journeys />,
  play: async ({ canvas, userEvent }) => {
    for (const way of WAYS) {
      await press(userEvent, await canvas.findByRole('button', { name: 'Stop the train' }), way)
      if (way !== ' ') await press(userEvent, await canvas.findByRole('button', { name: 'Go on' }), way)
    }
    await expect(await canvas.findByRole('button', { name: 'Go on' })).toHaveFocus()
    const row = () => within(canvas.getByText('Keynote, recorded in one take').closest('li')!)
    const done = () => Number(row().getByRole('progressbar').ariaValueNow)
    let legs = 0
    const on = async (name: string) => {
      const way = WAYS[legs++ % WAYS.length]!
      await press(userEvent, canvas.getByRole('button', { name: 'On to the next leg' }), way)
      await expect(canvas.getByText(name)).toHaveAttribute('aria-current', 'step')
    }
    await on('Suburbs')
    await waitFor(() => expect(done()).toBeGreaterThan(0))
    await on('Tunnel')
    await expect(await row().findByText('No connection. Resumes by itself.')).toBeVisible()
    const before = done()
    await on('Daylight')
    await expect(done()).toBe(before)
    await on('Long tunnel')
    await expect(done()).toBeGreaterThanOrEqual(before)
    await on('Valley, one bar')
    await on('Next mast')
    await expect(await row().findByText(/^Server trouble\. Next try in/)).toBeVisible()
    await on('Arrival')
    await waitFor(() => expect(canvas.queryByText(/connection|trouble/)).toBeNull())
    await userEvent.click(canvas.getByRole('button', { name: 'On to the next leg' }))
    await expect(await row().findByText(/^120 MB/)).toBeVisible()
    await waitFor(() => expect(canvas.queryByRole('progressbar')).toBeNull())

    for (const way of WAYS) {
      const old = canvas.getByRole('button', { name: 'Start over' })
      await press(userEvent, old, way)
      await waitFor(() => expect(old).not.toBeInTheDocument())
      await expect(canvas.getByText('Station')).toHaveAttribute('aria-current', 'step')
      await expect(await canvas.findByRole('progressbar', { name: 'Episode 5' })).toBeVisible()
    }
  },
}
