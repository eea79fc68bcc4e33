import type { ResponseOf } from '../../api/call.ts'

export type Session = ResponseOf<'GET /api/v1/interviews/sessions/{id}'>
export type OpenQuestion = NonNullable<Session['question']>
export type AnsweredTurn = Session['answers'][number]
