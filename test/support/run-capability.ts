import assert from 'node:assert/strict'
import { setTimeout as delay } from 'node:timers/promises'
import { client } from './client.ts'
import type { RunningServer } from './start-server.ts'

interface Details {
  run: { state: string; verdict: string | null }
  approval: { id: string; actionHash: string } | null
}

/** Has an agent do something as the owner, says yes where somebody is asked, and waits for the end. */
export async function runCapability(
  server: Pick<RunningServer, 'url' | 'token'>,
  capability: string,
  input: object = {},
): Promise<{ id: string; verdict: string | null }> {
  const http = client(server)
  const { token } = server
  const body = { capability, input }
  const started = await http.send<{ run: { id: string } }>('POST', '/api/v1/runs', { token, body })
  assert.ok(started.status < 300, JSON.stringify(started.body))
  const { id } = started.body.run
  for (let tries = 0; tries < 600; tries++) {
    const { run, approval } = (await http.get<Details>(`/api/v1/runs/${id}`, token)).body
    if (/succeeded|failed|cancelled/.test(run.state)) return { id, verdict: run.verdict }
    if (run.state === 'waiting' && approval)
      await http.send('POST', `/api/v1/approvals/${approval.id}/approve`, {
        token,
        body: { actionHash: approval.actionHash },
      })
    await delay(100)
  }
  throw new Error(`${capability} (${id}) did not end in a minute`)
}
