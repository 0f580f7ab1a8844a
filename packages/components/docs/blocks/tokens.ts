/** What a token's picture is drawn with. */
export type Picture = 'colour' | 'text' | 'length' | 'corner' | 'line' | 'shadow' | 'font' | 'bar' | 'time'

/** A token, what it is for, and how it is pictured. */
export interface Token {
  readonly name: `--longhaul-${string}`
  readonly picture: Picture
  readonly use: string
}

/** Every token of the style sheet, in its order. */
export const tokens: readonly Token[] = [
  { name: '--longhaul-font', picture: 'font', use: 'The family of every word' },
  { name: '--longhaul-font-size', picture: 'font', use: 'Titles; the lines below them are 0.875 of it' },
  {
    name: '--longhaul-space',
    picture: 'length',
    use: 'The step that every distance and every target is made of',
  },
  {
    name: '--longhaul-radius',
    picture: 'corner',
    use: 'Corners of lists and cards; buttons and pictures have 0.75 of it',
  },
  {
    name: '--longhaul-border-width',
    picture: 'line',
    use: 'Lines around lists and buttons, and between rows',
  },
  { name: '--longhaul-shadow', picture: 'shadow', use: 'Below lists and cards' },
  { name: '--longhaul-bar-height', picture: 'bar', use: 'How thick a bar is' },
  { name: '--longhaul-bar-radius', picture: 'bar', use: 'The ends of a bar' },
  {
    name: '--longhaul-list-max-height',
    picture: 'time',
    use: 'A list of fifty rows and more scrolls by itself at this height',
  },
  {
    name: '--longhaul-duration',
    picture: 'time',
    use: 'How long a bar takes from one tick to the next; 0 under reduced motion',
  },
  { name: '--longhaul-surface', picture: 'colour', use: 'Behind lists and cards' },
  { name: '--longhaul-text', picture: 'text', use: 'Titles and buttons' },
  {
    name: '--longhaul-muted',
    picture: 'text',
    use: 'The line of words; bars and pictures that have no tone',
  },
  { name: '--longhaul-border', picture: 'colour', use: 'Lines' },
  { name: '--longhaul-track', picture: 'colour', use: 'What a bar or a ring has still to fill' },
  { name: '--longhaul-hover', picture: 'colour', use: 'A button under the pointer' },
  { name: '--longhaul-accent', picture: 'colour', use: 'On its way, and the ring of focus' },
  { name: '--longhaul-success', picture: 'colour', use: 'On this device' },
  { name: '--longhaul-warning', picture: 'text', use: 'Interrupted, and it takes a person' },
  { name: '--longhaul-danger', picture: 'text', use: 'Failed, and the button that deletes' },
]
