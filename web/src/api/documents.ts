import type { ResponseOf } from './call.ts'
import { requestJson } from './request.ts'

/** Adds files as sources for one audience; says of each what became of it. */
export function addDocuments(
  files: readonly File[],
  audience: string,
): Promise<ResponseOf<'POST /api/v1/twin/sources'>> {
  const body = new FormData()
  body.append('audience', audience)
  for (const file of files) body.append('file', file)
  return requestJson('/api/v1/twin/sources', { method: 'POST', body })
}
