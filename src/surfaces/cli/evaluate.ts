import type { Config } from '#config'
import type { CommandContext } from './cli.ts'

/** Asks the questions again that the owner answered in the inbox; exit code 1 when an answer no longer comes from there. */
export async function evaluate(context: CommandContext, config: Config): Promise<number> {
  await using app = await context.openApp(config)
  const results = await app.twin.checkRegressions(context.stopped)
  for (const { question, passed, found } of results)
    context.write(`${passed ? 'passed' : 'FAILED'}  ${question}${passed ? '' : ` (${found})`}\n`)
  const failed = results.filter((result) => !result.passed).length
  context.write(`${results.length - failed} passed, ${failed} failed\n`)
  return failed > 0 ? 1 : 0
}
