import type { SourceKind } from '../../api/types.ts'

export const kindName: Record<SourceKind, string> = {
  profile: 'Profile',
  document: 'Document',
  sop: 'Procedure',
  answer: 'Owner’s answer',
}
