import { InvalidArgumentError, Option, type Command } from 'commander'
import { audiences, type Audience } from '#auth'
import type { Config } from '#config'
import { bankLanguages, levels, questionKinds, stages } from '#interview'
import type { CommandContext } from './cli.ts'
import { addEvaluationCommands } from './evaluations.ts'
import {
  listQuestions,
  listSessions,
  planInterview,
  removeSession,
  reportSession,
  simulateInterview,
  type InterviewOptions,
  type QuestionOptions,
} from './interviews.ts'
import { practise } from './practise.ts'

/** `pollux interview …`: what interviews ask, the twin as a candidate, and practising in the terminal. */
export function addInterviewCommands(program: Command, context: CommandContext, config: () => Config): void {
  const interview = program.command('interview').description('interviews: questions, plans, simulated, practised')
  const language = () =>
    new Option('--language <code>', 'language of the questions').choices(bankLanguages).default('en')
  const about = (command: Command) =>
    command
      .option('--role <title>', 'job title')
      .option('--job <id>', 'posting that was imported')
      .option('--posting <file>', 'JSON file with title and requirements: [{ text, must }]')
      .addOption(new Option('--stage <stage>', 'which interview').choices(stages))
      .addOption(new Option('--level <level>', 'for whom').choices(levels))
      .option('--minutes <number>', 'length, 1 to 60', parseMinutes, 30)
      .addOption(language())

  interview
    .command('questions')
    .description('questions of the bank')
    .addOption(new Option('--kind <kind>', 'of which kind').choices(questionKinds))
    .addOption(new Option('--level <level>', 'for whom').choices(levels))
    .addOption(new Option('--stage <stage>', 'in which interview').choices(stages))
    .option('--topic <topic>', 'a whole topic, such as sql')
    .addOption(language())
    .option('--json', 'print one JSON object a line, with what a good answer contains')
    .action((options: QuestionOptions) => listQuestions(context, config(), options))
  about(interview.command('plan'))
    .description('which questions an interview asks, and why')
    .option('--json', 'print the whole plan')
    .action((options: InterviewOptions) => planInterview(context, config(), options))
  about(interview.command('simulate'))
    .description('an interview in which the twin is the candidate')
    .addOption(new Option('--audience <who>', 'what the interviewer may see').choices(audiences).default('recruiter'))
    .option('--json', 'print everything, citations and scores too')
    .action((options: InterviewOptions & { audience: Audience }) => simulateInterview(context, config(), options))
  about(interview.command('practise'))
    .description('be asked, and answer here; --resume goes on with a session')
    .option('--resume <id>', 'go on with this session')
    .action((options: InterviewOptions & { resume?: string }) => practise(context, config(), options))
  addEvaluationCommands(interview, context, config)
  interview
    .command('sessions')
    .description('your practice sessions, the newest first')
    .action(() => listSessions(context, config()))
  interview
    .command('report')
    .description('scores with quoted evidence, times, and what to practise next')
    .argument('<id>')
    .option('--json', 'print the whole report')
    .action((id: string, options: { json?: boolean }) => reportSession(context, config(), id, options))
  interview
    .command('remove')
    .description('delete a practice session with all its answers')
    .argument('<id>')
    .action((id: string) => removeSession(context, config(), id))
}

function parseMinutes(text: string): number {
  const minutes = Number(text)
  if (!/^\d{1,2}$/.test(text) || minutes < 1 || minutes > 60)
    throw new InvalidArgumentError('Give whole minutes, 1 to 60.')
  return minutes
}
