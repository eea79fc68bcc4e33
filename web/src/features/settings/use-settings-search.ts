import { useNavigate, useSearch } from '@tanstack/react-router'
import type { PartName } from './parts.ts'
import type { SettingsSearch } from './settings-search.ts'

/** What stands in the address of this part, and a way to change it. */
export function useSettingsSearch(part: PartName): [SettingsSearch, (search: SettingsSearch) => void] {
  const search = useSearch({ from: '/app/settings/$part' })
  const navigate = useNavigate()
  return [search, (next) => void navigate({ to: '/settings/$part', params: { part }, search: next })]
}
