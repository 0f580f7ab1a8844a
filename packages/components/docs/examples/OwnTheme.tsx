import { FetchProgressList } from '@longhaul/components'
import './OwnTheme.css'

export const OwnTheme = () => (
  <div className="forest">
    <FetchProgressList filter={['pending', 'paused', 'completed']} />
  </div>
)
