import { engineAddress, ENGINES, readEngineChoice } from './engineChoice.ts'

/** Which engine this page downloads with. Another one means another client, so the page is loaded anew. */
export function EngineSwitch() {
  const current = readEngineChoice(location.search)
  return (
    <details className="weather">
      <summary>Engine</summary>
      <fieldset>
        <legend>What new downloads run on</legend>
        {ENGINES.map(({ choice, name, says }) => (
          <label key={choice}>
            <input
              type="radio"
              name="engine"
              checked={choice === current}
              onChange={() => location.assign(engineAddress(choice, location.href))}
            />
            <span>
              <strong>{name}</strong> {says}
            </span>
          </label>
        ))}
      </fieldset>
    </details>
  )
}
