import { useMessages } from '../../../messages/catalogue.ts'
import { privacyMessages } from '../../../messages/privacy/messages.ts'
import { settingsMessages } from '../../../messages/settings/messages.ts'
import { Part } from '../part.tsx'
import { Deletions } from './deletions.tsx'
import { ExportEverything } from './export-everything.tsx'
import { RetentionTable } from './retention-table.tsx'

/** What is kept, all of it as a file, and the end of it. */
export function PrivacyPart() {
  const messages = useMessages(privacyMessages)
  const { parts } = useMessages(settingsMessages)
  return (
    <Part title={parts.privacy} about={messages.about}>
      <RetentionTable />
      <ExportEverything />
      <Deletions />
    </Part>
  )
}
