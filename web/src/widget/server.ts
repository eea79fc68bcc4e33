import { askingFor, readAnswer, type AnswerEvent } from '../api/read-answer.ts'
import { errorOf, RequestError } from '../api/request-error.ts'
import type { Question, Suggestions, Twin } from '../api/types.ts'

export interface Server {
  about(): Promise<Twin>
  questions(): Promise<string[]>
  ask(question: Question, signal: AbortSignal): AsyncGenerator<AnswerEvent, void, undefined>
}

/** The twin as anybody may ask it from another site. Every function throws RequestError, and an abort stays an `AbortError`. */
export function createServer(base: URL): Server {
  async function request(path: string, init: RequestInit = {}): Promise<Response> {
    let response: Response
    try {
      response = await fetch(new URL(path, base), {
        ...init,
        mode: 'cors',
        credentials: 'omit',
        // Which of the site's pages a visitor is on is not the twin's to know.
        referrerPolicy: 'no-referrer',
      })
    } catch (error) {
      if (init.signal?.aborted) throw error
      throw new RequestError('unreachable', 'The server cannot be reached.', { cause: error })
    }
    if (!response.ok) throw await errorOf(response)
    return response
  }
  return {
    about: async () => (await (await request('api/v1/twin')).json()) as Twin,
    questions: async () => ((await (await request('api/v1/twin/questions')).json()) as Suggestions).questions,
    async *ask(question, signal) {
      yield* readAnswer(await request('api/v1/twin/answers', { ...askingFor(question), signal }), signal)
    },
  }
}
