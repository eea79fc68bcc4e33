import { writeFile } from 'node:fs/promises'
import { deletionSchema, exportQuerySchema, reportQuerySchema, type Report } from '#analytics'
import { owner } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import type { z } from 'zod'
import type { CommandContext } from './cli.ts'

type Options = Readonly<Record<string, string | boolean | undefined>>

export async function printReport(
  context: CommandContext,
  config: Config,
  { json, ...options }: Options,
): Promise<void> {
  const query = parsed(reportQuerySchema, options)
  await using app = await context.openApp(config)
  const report = await app.analytics.report(owner, query)
  context.write(json ? `${JSON.stringify(report, undefined, 2)}\n` : reportText(report))
}

/** Writes the rows to standard output, or to a file that is not there yet. */
export async function exportCounts(
  context: CommandContext,
  config: Config,
  { output, ...options }: Options,
): Promise<void> {
  const query = parsed(exportQuerySchema, options)
  await using app = await context.openApp(config)
  const { rows, csv } = await app.analytics.export(owner, query)
  const text = csv ?? `${JSON.stringify({ what: query.what, rows }, undefined, 2)}\n`
  if (typeof output !== 'string') return context.write(text)
  await writeFile(output, text, { flag: 'wx' }).catch((error: Error) => {
    throw new AppError('conflict', `The export cannot be written: ${error.message}`, { cause: error })
  })
  context.write(`${rows.length} rows in ${output}\n`)
}

export async function deleteCounts(context: CommandContext, config: Config, options: Options): Promise<void> {
  const deletion = parsed(deletionSchema, options)
  await using app = await context.openApp(config)
  await app.analytics.delete(owner, deletion)
  context.write('Deleted.\n')
}

function parsed<Schema extends z.ZodType>(schema: Schema, options: Options): z.output<Schema> {
  const result = schema.safeParse(options)
  if (result.success) return result.data
  throw new AppError(
    'invalid_input',
    result.error.issues
      .map(({ path, message }) => `${path.length > 0 ? `--${path.join('.')}: ` : ''}${message}.`)
      .join('\n'),
  )
}

function reportText({ period, metrics, engagement, recommendations }: Report): string {
  const metric = (name: string, { mean, trend, percentileRank }: Report['metrics']['answered'], unit: string) => {
    const rank = percentileRank === null ? '' : `, at least as good as ${percentileRank} % of the periods before`
    return `  ${name.padEnd(26)} ${mean === null ? 'nothing yet' : `${mean}${unit}, ${trend}${rank}`}`
  }
  const { totalVisitors, totalSessions, completedSessions, questionsAnswered, favoriteTopic } = engagement
  return [
    `${period.from} to ${period.to}`,
    metric('questions answered', metrics.answered, ' %'),
    metric('rating', metrics.satisfaction, ' of 5'),
    metric('sessions with a citation', metrics.citationsOpened, ' %'),
    metric('median response time', metrics.responseTimeMs, ' ms'),
    `  ${totalVisitors} visitors, ${totalSessions} sessions (${completedSessions} with an answer), ${questionsAnswered} questions answered`,
    ...(favoriteTopic === null ? [] : [`  asked about most: ${favoriteTopic}`]),
    ...recommendations.map((text) => `- ${text}`),
    '',
  ].join('\n')
}
