import { readFile } from 'node:fs/promises'
import { place, type AgentServer } from '../agents/agent-server.ts'

export const planted = 'Zanthorpe-7741'

/** A server with the sample's profile for all, and a document that is the owner's alone; its agents take work. */
export async function startMcpServer(env: Record<string, string> = {}): Promise<AgentServer> {
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
  return { ...server, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
