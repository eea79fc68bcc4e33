import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queryOf } from '../api/query.ts'
import { sessionQuery } from '../api/session.ts'
import { Loaded } from '../components/loaded.tsx'
import { Notice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Tabs } from '../components/tabs.tsx'
import { CheckTab } from '../features/knowledge/check-tab.tsx'
import type { KnowledgeSearch } from '../features/knowledge/knowledge-search.ts'
import { PreviewTab } from '../features/knowledge/preview-tab.tsx'
import { mayChange } from '../features/knowledge/source.ts'
import { SourcePanel } from '../features/knowledge/source-panel.tsx'
import { SourcesTab } from '../features/knowledge/sources-tab.tsx'
import { UploadSection } from '../features/knowledge/upload-section.tsx'
import { useMessages } from '../messages/catalogue.ts'
import { knowledgeMessages } from '../messages/knowledge/messages.ts'

/** The page at `/knowledge`: what the twin answers from, what others see of it, and what is to be looked after. */
export function KnowledgePage() {
  const messages = useMessages(knowledgeMessages)
  const search = useSearch({ from: '/app/knowledge' })
  const { show = 'sources', as = 'recruiter', q, audience, source: openId } = search
  const navigate = useNavigate()
  const { data: session } = useQuery(sessionQuery)
  const query = useQuery({ ...queryOf('GET /api/v1/twin/sources'), staleTime: 0 })
  const may = mayChange(session)
  const go = (next: KnowledgeSearch, replace = false) => void navigate({ to: '/knowledge', search: next, replace })
  const open = (id: string) => go({ ...search, source: id })
  const opened = query.data?.sources.find(({ id }) => id === openId)

  const list = (
    <Loaded query={query}>
      {({ sources }) =>
        show === 'check' ? (
          <CheckTab sources={sources} onOpen={open} />
        ) : (
          <SourcesTab
            sources={sources}
            filter={{ ...(q !== undefined && { q }), ...(audience && { audience }) }}
            onFilter={(filter) => go(filter, true)}
            onOpen={open}
          />
        )
      }
    </Loaded>
  )

  return (
    <Page title={messages.title} about={messages.about}>
      {session && !may ? (
        <div className="flex flex-col gap-6">
          <Notice title={messages.readOnly.title}>{messages.readOnly.advice}</Notice>
          {list}
        </div>
      ) : (
        <Tabs
          label={messages.title}
          value={show}
          onChange={(next) => go(next === 'sources' ? {} : { show: next })}
          tabs={(['sources', 'preview', 'check'] as const).map((value) => ({ value, label: messages.tabs[value] }))}
        >
          {show === 'preview' ? (
            <PreviewTab audience={as} onAudience={(next) => go({ show, as: next }, true)} />
          ) : (
            <div className="flex flex-col gap-6">
              {show === 'sources' && <UploadSection />}
              {list}
            </div>
          )}
        </Tabs>
      )}
      {opened && (
        <SourcePanel
          source={opened}
          mayChange={may}
          onClose={() => {
            const { source: _, ...rest } = search
            go(rest)
          }}
        />
      )}
    </Page>
  )
}
