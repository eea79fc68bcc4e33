import type { ResponseOf } from './call.ts'
import { noteLost, noteReached } from './connection.ts'
import { errorOf, RequestError } from './request-error.ts'
import type { Audience } from './types.ts'

export type IngestReport = ResponseOf<'POST /api/v1/twin/sources'>['files'][number]

/**
 * Sends one file and tells how much of it has left. Not `fetch`, which does not tell.
 * @throws RequestError unless it was read.
 */
export async function uploadSource(
  file: File,
  audience: Audience | undefined,
  onSent: (share: number) => void,
): Promise<IngestReport> {
  const form = new FormData()
  if (audience) form.append('audience', audience)
  form.append('file', file)
  const { files } = (await (
    await send('/api/v1/twin/sources', form, onSent)
  ).json()) as ResponseOf<'POST /api/v1/twin/sources'>
  const [report] = files
  if (!report) throw new RequestError('unexpected', 'The server did not say what became of the file.')
  return report
}

function send(path: string, form: FormData, onSent: (share: number) => void): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.upload.onprogress = ({ loaded, total }) => onSent(total > 0 ? loaded / total : 0)
    request.onerror = () => {
      noteLost()
      reject(new RequestError('unreachable', 'The connection broke before the file had arrived.'))
    }
    request.onload = () => {
      noteReached()
      const retryAfter = request.getResponseHeader('retry-after')
      const response = new Response(request.responseText, {
        status: request.status,
        ...(retryAfter !== null && { headers: { 'retry-after': retryAfter } }),
      })
      if (response.ok) resolve(response)
      else void errorOf(response).then(reject)
    }
    request.open('POST', path)
    request.send(form)
  })
}
