import { call, type ResponseOf } from './call.ts'
import { requestJson } from './request.ts'

export type ResumeDraft = ResponseOf<'POST /api/v1/twin/profile/draft'>

/** Reads a resume, as a file or as text, into a profile to look at; nothing is saved. */
export function readResume(resume: File | string): Promise<ResumeDraft> {
  if (typeof resume === 'string') return call('POST /api/v1/twin/profile/draft', { body: { text: resume } })
  const body = new FormData()
  body.append('file', resume)
  return requestJson('/api/v1/twin/profile/draft', { method: 'POST', body })
}
