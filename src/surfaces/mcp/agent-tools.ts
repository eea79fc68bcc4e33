import type { ToolAnnotations } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { tools, verdicts, runStates, type Agents, type Run, type Tool } from '#agents'
import { system } from '#auth'
import { AppError } from '#errors'
import { askPerson, decision, pendingCall, type AskNeeds } from './ask-person.ts'
import { followRun, tellTime } from './follow-run.ts'
import { answered, defineAskingTool, defineTool, hints, type McpTool, type ToolCall } from './tool.ts'

interface AgentToolNeeds extends AskNeeds {
  readonly version: string
}

const outputSchema = z.object({
  state: z
    .enum(['done', ...runStates])
    .describe('`done`: a read, which left no run. `waiting`: a person must approve. `running`: ask find_run later.'),
  run_id: z.string().nullable(),
  verdict: z.enum(verdicts).nullable().describe('What was found when the world was looked at afterwards.'),
  output: z.unknown().describe('What the agent answered.'),
  approval_id: z.string().optional().describe('What waits for a person.'),
  message: z.string().optional(),
})
type AgentAnswer = z.input<typeof outputSchema>

/** The eight tools of the agents. What a model asks for is a person's to approve, unless it only looks. */
export async function agentTools(needs: AgentToolNeeds): Promise<McpTool[]> {
  const { agents, version } = needs
  const described = await agents.describe(system)
  const risks = new Map(
    described.flatMap(({ name, capabilities }) =>
      capabilities.map((capability) => [`${name}.${capability.name}` as string, capability.risk] as const),
    ),
  )
  const annotationsOf = ({ summary, capability }: Tool): ToolAnnotations => {
    const risk = risks.get(capability)
    const hint = risk === 'read' ? hints.reads : risk === 'change' ? hints.adds : hints.destroys
    return { ...hint, title: summary }
  }
  return [
    listAgents(agents, version),
    ...tools.map((tool) =>
      defineAskingTool({
        name: tool.name,
        title: tool.summary,
        description: `${tool.summary}. Done by ${tool.capability}; what changes anything waits until a person approves exactly that.`,
        scope: 'agents:run',
        annotations: annotationsOf(tool),
        input: tool.body,
        output: outputSchema,
        run: (input, call) => callAgent(needs, tool, input, call),
      }),
    ),
  ]
}

function listAgents(agents: Agents, version: string): McpTool {
  return defineTool({
    name: 'list_autonomous_agents',
    title: 'List the agents',
    description: 'The agents and what they can do.',
    scope: 'ask',
    annotations: { ...hints.reads, title: 'List the agents' },
    input: z.strictObject({}),
    output: z.looseObject({
      version: z.string(),
      total: z.int(),
      agents: z.array(z.looseObject({ name: z.string(), description: z.string(), capabilities: z.array(z.string()) })),
    }),
    answer: async () => (await agents.overview(version)) as { version: string; total: number; agents: [] },
  })
}

async function callAgent(needs: AgentToolNeeds, tool: Tool, body: Record<string, unknown>, call: ToolCall) {
  const { agents } = needs
  const { actor, context } = call
  const resumed = pendingCall(tool.name, context)
  if (resumed) {
    const decided = await decision(needs, resumed, call)
    if (decided !== 'decided') return decided === 'open' ? answered(waitingFor(resumed)) : decided
    return finish(needs, tool, resumed.runId, resumed.after, call)
  }
  const { signal } = context.mcpReq
  const started = await tellTime(
    call,
    agents.startRun(actor, tool.capability, tool.input(body), {
      origin: 'model',
      receipt: body['receipt'] === true,
      signal,
    }),
  )
  if (!started.run)
    return answered({ state: 'done', run_id: null, verdict: null, output: started.output } satisfies AgentAnswer)
  return finish(needs, tool, started.run.id, 0, call)
}

/** Follows the run to its end, to what it waits for, or as long as a call may take. */
async function finish(needs: AgentToolNeeds, tool: Tool, runId: string, after: number, call: ToolCall) {
  const { run, waitsFor, lastEvent } = await followRun(needs.agents, runId, after, call)
  const [approval] = waitsFor
  if (approval) {
    const pending = {
      tool: tool.name,
      runId,
      approvalId: approval.id,
      actionHash: approval.actionHash,
      after: lastEvent,
    }
    return (await askPerson(needs, pending, call)) ?? answered(waitingFor(pending))
  }
  if (run.state === 'failed' || run.state === 'cancelled') throw failure(run)
  return answered({
    state: run.state,
    run_id: run.id,
    verdict: run.verdict ?? null,
    output: run.output ?? null,
    ...(run.state !== 'succeeded' && { message: `It goes on. Ask find_run for ${run.id} later.` }),
  } satisfies AgentAnswer)
}

function waitingFor({ runId, approvalId }: { runId: string; approvalId: string }): AgentAnswer {
  return {
    state: 'waiting',
    run_id: runId,
    verdict: null,
    output: null,
    approval_id: approvalId,
    message: `A person must approve it, for instance with: npm run pollux -- approve ${approvalId}. Then find_run tells what came of it.`,
  }
}

function failure({ id, state, error }: Run): AppError {
  return new AppError(
    state === 'cancelled' ? 'forbidden' : 'conflict',
    `${id} ${state}: ${error?.message ?? 'it gave no reason'}`,
  )
}
