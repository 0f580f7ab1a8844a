import { byActivity, byTitle, FetchProgressList } from '@longhaul/components'

// Made once: the list goes by identity.
const alphabetically = byTitle('en')

export const Grouped = () => <FetchProgressList groupBy={byActivity} sort={alphabetically} />
