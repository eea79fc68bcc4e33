import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Option, type Command } from 'commander'
import { audiences, owner, type Audience } from '#auth'
import type { Config } from '#config'
import { AppError } from '#errors'
import { jobSorts, resumeHtml, resumePdf, type Job, type JobMatch } from '#interview'
import type { CommandContext } from './cli.ts'

/** `pollux jobs …`: postings, how the owner fits them, and résumés for them. */
export function addJobCommands(program: Command, context: CommandContext, config: () => Config): void {
  const jobs = program.command('jobs').description('job postings: how you fit them, and résumés for them')
  jobs
    .command('list', { isDefault: true })
    .description('the postings that were imported')
    .addOption(new Option('--sort <order>', 'which first').choices(jobSorts).default('newest'))
    .option('--json', 'print them as JSON')
    .action((options: ListOptions) => listJobs(context, config(), options))
  jobs
    .command('import')
    .description('keep a posting: HTML, PDF, DOCX, Markdown, text or JSON-LD')
    .argument('<file>', 'or - for standard input')
    .option('--json', 'print it as JSON')
    .action((file: string, options: { json?: boolean }) => importJob(context, config(), file, options))
  jobs
    .command('match')
    .description('each requirement with what proves it, or named as a gap')
    .argument('<id>')
    .option('--json', 'print all of it as JSON')
    .action((id: string, options: { json?: boolean }) => matchJob(context, config(), id, options))
  jobs
    .command('resume')
    .description('write a résumé for a posting')
    .argument('<id>')
    .addOption(new Option('--format <format>', 'what to write').choices(formats).default('json'))
    .addOption(
      new Option('--audience <who>', 'use nothing that they may not see').choices(audiences).default('recruiter'),
    )
    .option('--sources', 'add where each line stands in the profile')
    .option('--output <file>', 'write it there, instead of printing it')
    .action((id: string, options: ResumeOptions) => writeResume(context, config(), id, options))
  jobs
    .command('delete')
    .description('delete a posting')
    .argument('<id>')
    .action((id: string) => deleteJob(context, config(), id))
}

const formats = ['json', 'html', 'pdf'] as const

interface ResumeOptions {
  format: (typeof formats)[number]
  audience: Audience
  sources?: boolean
  output?: string
}

interface ListOptions {
  sort: (typeof jobSorts)[number]
  json?: boolean
}

async function listJobs(context: CommandContext, config: Config, { sort, json }: ListOptions): Promise<void> {
  await using app = await context.openApp(config)
  const jobs = await app.interview.jobs.list(owner, { sort })
  if (json) return context.write(`${JSON.stringify(jobs)}\n`)
  if (jobs.length === 0) context.write('There are no postings. Import one with: npm run pollux -- jobs import FILE\n')
  for (const { id, title, company, location, musts, nices, fit } of jobs) {
    const figure = fit === undefined ? '' : fit === null ? 'no fit figure; ' : `fit ${fit} %; `
    context.write(
      `${id}  ${[title, company, location].filter(Boolean).join(', ')}\n  ${figure}needs ${musts}, likes ${nices} more\n`,
    )
  }
}

async function importJob(
  context: CommandContext,
  config: Config,
  file: string,
  { json }: { json?: boolean },
): Promise<void> {
  const posting =
    file === '-'
      ? { bytes: await readFile('/dev/stdin') }
      : { name: basename(file), bytes: await readFile(file).catch(unreadable(file)) }
  await using app = await context.openApp(config)
  const { job, created } = await app.interview.jobs.import(owner, posting)
  if (json) return context.write(`${JSON.stringify({ job, created })}\n`)
  context.write(
    `${created ? 'Imported' : 'Was there'}: ${job.id}  ${[job.title, job.company].filter(Boolean).join(', ')}\n${requirementsOf(job)}`,
  )
}

function unreadable(file: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new AppError('invalid_input', `${file} cannot be read (${error.code ?? error.message}).`)
  }
}

function requirementsOf({ requirements, note }: Pick<Job, 'requirements' | 'note'>): string {
  return [
    ...requirements.map(({ must, text }) => `  ${must ? 'must' : 'nice'}  ${text}\n`),
    ...(note ? [`${note}\n`] : []),
  ].join('')
}

async function matchJob(
  context: CommandContext,
  config: Config,
  id: string,
  { json }: { json?: boolean },
): Promise<void> {
  await using app = await context.openApp(config)
  const match = await app.interview.jobs.match(owner, id)
  context.write(json ? `${JSON.stringify(match)}\n` : describe(match))
}

function describe({ job, fit, requirements, learn, note }: JobMatch): string {
  const counts = (['must', 'nice'] as const)
    .map(
      (kind) =>
        `${kind}: ${fit[kind].matched} matched, ${fit[kind].partly} partly, ${fit[kind].gap} gaps, weight ${fit[kind].weight}`,
    )
    .join('; ')
  const lines = requirements.flatMap(({ status, must, text, evidence, missing, reasons }) => [
    `${status.padEnd(7)} ${must ? 'must' : 'nice'}  ${text}`,
    ...evidence.map(({ proves, citation }) => `          ${proves}: “${citation.quote}” [${citation.title}]`),
    ...(missing.length > 0 ? [`          missing: ${missing.join('; ')}`] : []),
    ...reasons.map((reason) => `          ${reason}`),
  ])
  return [
    `${job.title}: ${fit.percent === null ? 'no fit figure' : `fit ${fit.percent} %`} (${counts})`,
    ...lines,
    ...(learn.length > 0
      ? [
          `Learn or add next: ${learn.map(({ skill, postings }) => `${skill} (${postings} ${postings === 1 ? 'posting' : 'postings'})`).join(', ')}`,
        ]
      : []),
    ...(note ? [note] : []),
    '',
  ].join('\n')
}

async function writeResume(
  context: CommandContext,
  config: Config,
  id: string,
  { format, audience, sources, output }: ResumeOptions,
): Promise<void> {
  if (format === 'pdf' && output === undefined)
    throw new AppError('invalid_input', 'A PDF is not text: say where to write it, with --output FILE.')
  await using app = await context.openApp(config)
  const tailored = await app.interview.jobs.tailor(owner, id, { audience })
  const content =
    format === 'pdf'
      ? await resumePdf(tailored, { sources })
      : format === 'html'
        ? resumeHtml(tailored, { sources })
        : `${JSON.stringify(sources ? tailored : tailored.resume, undefined, 2)}\n`
  if (output === undefined) return context.write(content.toString())
  await writeFile(output, content)
  context.write(`Written: ${output}\n`)
}

async function deleteJob(context: CommandContext, config: Config, id: string): Promise<void> {
  await using app = await context.openApp(config)
  await app.interview.jobs.remove(owner, id)
  context.write(`Deleted: ${id}\n`)
}
