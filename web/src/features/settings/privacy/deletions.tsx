import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../api/call.ts'
import { queryOf } from '../../../api/query.ts'
import { useTell } from '../../../components/toast.tsx'
import { useMessages } from '../../../messages/catalogue.ts'
import { privacyMessages } from '../../../messages/privacy/messages.ts'
import { DeletionForm } from './deletion-form.tsx'
import { Panel } from './panel.tsx'

/** The end of answers, and of what was counted. */
export function Deletions() {
  const messages = useMessages(privacyMessages)
  const queries = useQueryClient()
  const tell = useTell()
  const links = useQuery(queryOf('GET /api/v1/share-links')).data?.links ?? []
  return (
    <>
      <Panel
        title={`${messages.delete}: ${messages.answers}`}
        about={`${messages.answersAbout} ${messages.deleteAbout}`}
      >
        <DeletionForm
          question={messages.confirm.answers}
          onDelete={async (body) => {
            const { deleted, inbox } = await call('POST /api/v1/privacy/answers/deletions', { body })
            tell({ title: `${messages.deletedAnswers(deleted)} ${messages.deletedQuestions(inbox)}` })
            await queries.invalidateQueries({ queryKey: ['twin', 'inbox'] })
          }}
        />
      </Panel>
      <Panel
        title={`${messages.delete}: ${messages.figures}`}
        about={`${messages.figuresAbout} ${messages.deleteAbout}`}
      >
        <DeletionForm
          question={messages.confirm.figures}
          links={links}
          onDelete={async (body) => {
            await call('POST /api/v1/analytics/deletions', { body })
            tell({ title: messages.deletedFigures })
            await queries.invalidateQueries({ queryKey: ['analytics'] })
          }}
        />
      </Panel>
    </>
  )
}
