import type { Citation } from '../../api/types.ts'
import type { SourceLink } from './source-link.ts'

export function linkTo({ sourceId, version, start, end }: Citation): SourceLink {
  return { id: sourceId, version, span: { start, end } }
}
