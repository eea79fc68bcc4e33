import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Audience } from '../../api/types.ts'
import { FileDrop } from '../../components/file-drop.tsx'
import { SelectField } from '../../components/select-field.tsx'
import { useMessages } from '../../messages/catalogue.ts'
import { knowledgeMessages } from '../../messages/knowledge/messages.ts'
import { shellMessages } from '../../messages/shell/messages.ts'
import { UploadList } from './upload-list.tsx'
import { resendFiles, sendFiles } from './uploads.ts'

const levels: readonly Audience[] = ['public', 'recruiter', 'colleague', 'owner']

/** Where documents are added, with what became of each. */
export function UploadSection() {
  const messages = useMessages(knowledgeMessages)
  const { audiences } = useMessages(shellMessages)
  const queries = useQueryClient()
  const [audience, setAudience] = useState<Audience | 'keep'>('keep')
  const reload = () => void queries.invalidateQueries({ queryKey: ['twin'] })
  return (
    <div className="flex flex-col gap-3">
      <SelectField
        label={messages.newAudience}
        className="sm:max-w-72"
        value={audience}
        options={[
          { value: 'keep', label: messages.keepAudience },
          ...levels.map((value) => ({ value, label: audiences[value] })),
        ]}
        onChange={setAudience}
      />
      <FileDrop
        label={messages.drop}
        hint={messages.dropHint}
        onFiles={(files) => sendFiles(files, audience === 'keep' ? undefined : audience, reload)}
      />
      <UploadList onResend={() => resendFiles(reload)} />
    </div>
  )
}
