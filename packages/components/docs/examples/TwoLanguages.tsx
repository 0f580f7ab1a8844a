import { FetchProgressList, LabelsProvider } from '@longhaul/components'
import { ar } from '@longhaul/components/locales/ar'
import { ja } from '@longhaul/components/locales/ja'

export const TwoLanguages = () => (
  <>
    <LabelsProvider labels={ja}>
      <FetchProgressList filter={['pending', 'failed']} />
    </LabelsProvider>
    <div dir="rtl" lang="ar">
      <FetchProgressList filter={['pending', 'failed']} labels={ar} />
    </div>
  </>
)
