import { anyone, owner, type Actor, type Audience } from '#auth'
import type { Config } from '#config'
import { answerText, questionSchema, type Strategy } from '#twin'
import { AppError } from '#errors'
import type { CommandContext } from './cli.ts'

export interface AskOptions {
  question: string
  audience: Audience
  strategy?: Strategy
  language?: string
  json?: boolean
}

/** Prints the answer with numbered sources; exit code 3 says that the twin refused. */
export async function ask(
  context: CommandContext,
  config: Config,
  { audience, json, ...input }: AskOptions,
): Promise<number> {
  const parsed = questionSchema.safeParse({
    question: input.question,
    strategy: input.strategy,
    language: input.language,
  })
  if (!parsed.success)
    throw new AppError(
      'invalid_input',
      parsed.error.issues.map((issue) => `The ${issue.path.join('.')} ${issue.message}.`).join('\n'),
    )
  await using app = await context.openApp(config)
  // The command line acts for whoever can open the data folder, who is the owner; it may ask as somebody who sees less.
  const actor: Actor = audience === 'owner' ? owner : { ...anyone, audience }
  for await (const event of app.twin.answer(actor, parsed.data, { signal: context.stopped, client: 'cli' })) {
    if (event.type !== 'done') continue
    context.write(json ? `${JSON.stringify(event.answer)}\n` : answerText(event.answer))
    return event.answer.refused ? 3 : 0
  }
  return 1
}
