import type { McpUiHostContext } from '@modelcontextprotocol/ext-apps'

const edges = ['top', 'right', 'bottom', 'left'] as const

/** Light or dark, colours and fonts as the host has them; where it says nothing, our own. */
export function applyContext({ theme, styles, safeAreaInsets }: McpUiHostContext): void {
  const { documentElement: root } = document
  if (theme) root.dataset['theme'] = theme
  for (const [name, value] of Object.entries(styles?.variables ?? {}))
    if (name.startsWith('--') && value !== undefined) root.style.setProperty(name, value)
  if (safeAreaInsets) for (const edge of edges) root.style.setProperty(`--inset-${edge}`, `${safeAreaInsets[edge]}px`)
}
