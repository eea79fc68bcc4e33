import { client, type ErrorBody } from '#test/client.ts'
import type { Experiment, ExperimentResult } from '#experiments'
import { runSql } from '#test/run-sql.ts'
import type { RunningServer } from '#test/start-server.ts'

export const plain = {
  name: 'Short or as it comes',
  hypothesis: 'Short answers are asked on more often.',
  metric: 'thumb',
  arms: [{ name: 'automatic' }, { name: 'concise' }],
  audiences: ['public'],
}

/** What tests do with experiments: the owner's side over HTTP, and visitors who come with browsers of their own. */
export function experimentsOn(server: RunningServer) {
  const http = client(server)
  const { token } = server
  const post = <Body = Experiment & ErrorBody>(path: string, body?: unknown) =>
    http.send<Body>('POST', `/api/v1/experiments${path}`, { body, token })
  return {
    http,
    post,
    get: <Body>(path: string) => http.get<Body & ErrorBody>(`/api/v1/experiments${path}`, token),
    async running(more: object = {}): Promise<string> {
      const { status, body } = await post('', { ...plain, ...more })
      if (status !== 201) throw new Error(JSON.stringify(body))
      const started = await post(`/${body.id}/start`)
      if (started.status !== 200) throw new Error(JSON.stringify(started.body))
      return body.id
    },
    async stopAll(): Promise<void> {
      const { body } = await http.get<{ experiments: Experiment[] }>('/api/v1/experiments?state=running', token)
      for (const { id } of body.experiments) await post(`/${id}/stop`, {})
    },
    /** How an answer was shaped. */
    async strategyOf(answerId: string): Promise<string> {
      const [row] = await runSql<{ strategy: string }>(server, 'select strategy from answers where id = $1', [answerId])
      return row!.strategy
    },
    result: async (id: string) => (await http.get<ExperimentResult>(`/api/v1/experiments/${id}`, token)).body,
    ask: (browser: string, question: string, more: object = {}) =>
      http.send<{ id: string; conversationId: string; sentences: { text: string }[]; refused: boolean }>(
        'POST',
        '/api/v1/twin/answers',
        { body: { question, ...more }, headers: { 'user-agent': browser } },
      ),
    tell: (answerId: string, kind: string, more: object = {}) =>
      http.send<{ recorded: boolean } & ErrorBody>('POST', '/api/v1/experiments/outcomes', {
        body: { answerId, kind, ...more },
      }),
  }
}
