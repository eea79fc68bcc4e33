import { Option, type Command } from 'commander'
import { audiences } from '#auth'
import { seriesSteps } from '#analytics'
import type { Config } from '#config'
import { deleteCounts, exportCounts, printReport } from './analytics.ts'
import type { CommandContext } from './cli.ts'

/** `pollux analytics …`: what visitors did. */
export function addAnalyticsCommands(program: Command, context: CommandContext, config: () => Config): void {
  const analytics = program.command('analytics').description('what visitors did: counts, ratings, topics')
  analytics
    .command('report', { isDefault: true })
    .description('how things stand, how they change, and what to do about it')
    .addOption(new Option('--period <length>', 'the last day, 7 or 30 days').choices(['daily', 'weekly', 'monthly']))
    .option('--json', 'print it as JSON')
    .action((options) => printReport(context, config(), options))
  analytics
    .command('export')
    .description('rows for a spreadsheet or a program')
    .addOption(
      new Option('--what <rows>', 'which')
        .choices(['series', 'topics', 'links', 'ratings', 'events'])
        .default('series'),
    )
    .addOption(new Option('--format <format>', 'of the output').choices(['csv', 'json']).default('csv'))
    .addOption(new Option('--step <step>', 'of the series').choices(seriesSteps))
    .option('--days <number>', 'the last so many days (default: 30)')
    .option('--from <day>', 'first day, YYYY-MM-DD')
    .option('--to <day>', 'last day')
    .addOption(new Option('--audience <who>', 'only who asked as').choices(audiences))
    .option('--link <id>', 'only who came by this share link')
    .option('--client <name>', 'only who came with, such as web, rest or mcp:claude-code')
    .option('--output <file>', 'write it there, instead of printing it')
    .action((options) => exportCounts(context, config(), options))
  analytics
    .command('delete')
    .description('delete what was counted, for good')
    .option('--before <day>', 'before that day, YYYY-MM-DD')
    .option('--link <id>', 'of a share link')
    .option('--everything', 'all of it')
    .action((options) => deleteCounts(context, config(), options))
}
