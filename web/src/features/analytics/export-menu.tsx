import { Download } from 'lucide-react'
import { download } from '../../api/download.ts'
import { Button } from '../../components/button.tsx'
import { Menu, MenuItem, MenuLine } from '../../components/menu.tsx'
import { analyticsMessages } from '../../messages/analytics/messages.ts'
import { useMessages } from '../../messages/catalogue.ts'
import { queryOfSearch, stepOf, type AnalyticsSearch } from './search.ts'

const exported = ['series', 'topics', 'links', 'ratings', 'events'] as const
const formats = ['csv', 'json'] as const

interface ExportMenuProps {
  search: AnalyticsSearch
  /** Does it, and shows what went wrong. */
  submit: (work: () => Promise<void>) => Promise<boolean>
}

/** What is looked at, as a file: for a spreadsheet or for a program. */
export function ExportMenu({ search, submit }: ExportMenuProps) {
  const messages = useMessages(analyticsMessages)
  const save = (what: (typeof exported)[number], format: (typeof formats)[number]) =>
    void submit(() =>
      download('/api/v1/analytics/export', {
        name: `pollux-${what}.${format}`,
        query: { ...queryOfSearch(search), what, format, ...(what === 'series' && { step: stepOf(search) }) },
      }),
    )
  return (
    <Menu
      trigger={
        <Button>
          <Download className="icon" /> {messages.export}
        </Button>
      }
    >
      {formats.map((format, index) => (
        <div key={format}>
          {index > 0 && <MenuLine />}
          {exported.map((what) => (
            <MenuItem key={what} onSelect={() => save(what, format)}>
              {messages.exported[what]} <span className="ml-auto text-muted">{format.toUpperCase()}</span>
            </MenuItem>
          ))}
        </div>
      ))}
    </Menu>
  )
}
