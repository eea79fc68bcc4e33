import { readFile } from 'node:fs/promises'
import { place, untilTrue, type AgentServer, type ShownApproval } from '../agents/agent-server.ts'

export const planted = 'Zanthorpe-7741'

export interface McpPlace extends AgentServer {
  /** Of the place, for another process beside the server. */
  readonly env: Readonly<Record<string, string>>
  /** Says yes, as the owner, to all that a run and those it starts ask for, until it has ended. */
  approveAll(runId: string): Promise<void>
}

/** A server with the sample's profile for all, and a document that is the owner's alone; its agents take work. */
export async function startMcpServer(env: Record<string, string> = {}): Promise<AgentServer> {
  return startMcpPlace(env)
}

/** The same, with what another process needs to come to its data. */
export async function startMcpPlace(env: Record<string, string> = {}): Promise<McpPlace> {
  await using resources = new AsyncDisposableStack()
  const home = resources.use(await place(env))
  const server = resources.use(await home.start())
  const profile = await readFile(new URL('../../sample/profile.json', import.meta.url), 'utf8')
  const sources = [
    { name: 'profile.json', text: profile, audience: 'public' },
    { name: 'plan.md', text: `# Plan\n\nThe code word of my secret plan is ${planted}.\n`, audience: 'owner' },
  ]
  for (const source of sources) {
    const { status, body } = await server.http.add(source)
    if (status !== 200) throw new Error(`${source.name}: ${status} ${JSON.stringify(body)}`)
  }
  const owned = resources.move()
  return {
    ...server,
    env: home.env,
    async approveAll(runId) {
      await untilTrue(`run ${runId} has ended`, 60_000, async () => {
        const { body } = await server.get<{ approvals: ShownApproval[] }>('/api/v1/approvals?state=pending')
        for (const { approval } of body.approvals)
          await server.post(`/api/v1/approvals/${approval.id}/approve`, { actionHash: approval.actionHash })
        const { run } = (await server.get<{ run: { state: string } }>(`/api/v1/runs/${runId}`)).body
        return ['succeeded', 'failed', 'cancelled'].includes(run.state)
      })
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}
