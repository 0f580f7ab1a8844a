import { FetchProgressList, LabelsProvider, type Labels } from '@longhaul/components'
import { en } from '@longhaul/components/locales/en'

const ours: Labels = {
  ...en,
  actions: { ...en.actions, abort: 'Never mind' },
  completed: (size) => `Ready to play${size === null ? '' : ` (${size})`}`,
  empty: 'Nothing on the shelf',
}

export const OwnWords = () => (
  <LabelsProvider labels={ours}>
    <FetchProgressList filter={['pending', 'completed']} />
  </LabelsProvider>
)
