import {
  FetchItemAction,
  FetchItemActions,
  FetchItemProgress,
  FetchItemRoot,
  FetchItemTitle,
} from '@longhaul/components'
import card from './card.module.css'

export function Card({ id }: { id: string }) {
  return (
    <FetchItemRoot id={id} className={card['card']} render={(props) => <article {...props} />}>
      <FetchItemTitle className={card['title']} />
      <FetchItemProgress className={card['bar']} aria-valuetext="on its way" />
      <FetchItemActions className={card['actions']}>
        <FetchItemAction action="pause">Hold</FetchItemAction>
        <FetchItemAction action="resume">Go on</FetchItemAction>
      </FetchItemActions>
    </FetchItemRoot>
  )
}
