import type { Meta, StoryObj } from '@storybook/react-vite'

const meta = { title: 'Welcome', render: () => <p>Longhaul</p> } satisfies Meta
export default meta

export const Empty: StoryObj<typeof meta> = {}
