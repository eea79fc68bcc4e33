import { writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { languages, type Language } from '#twin'
import type { LanguageModel } from '#models'
import { postingFolder, readAdversarialQuestions, readSampleQuestions } from './datasets.ts'
import { gradeExperiments } from './graders/experiments.ts'
import { gradeAdversarial, summarizeAdversarial } from './graders/adversarial.ts'
import { claimsModel } from './graders/claims-model.ts'
import { lyingModel } from './graders/lying-model.ts'
import { gradeRefusal } from './graders/refusal.ts'
import { randomHalf, readRefusalSet } from './graders/refusal-sets.ts'
import { gradeRetrieval } from './graders/retrieval.ts'
import { gradeSampleQuestions, summarizeSampleQuestions } from './graders/sample-questions.ts'
import { answersToAttack, gradeGaming } from './graders/scoring-gaming.ts'
import { gradeScoring, readGradedAnswers } from './graders/scoring.ts'
import { gradeSentiment } from './graders/sentiment.ts'
import {
  gradeJob,
  readMarkedPostings,
  readStructuredPostings,
  summarizeJobs,
  type MarkedPosting,
  type PostingFigures,
} from './graders/jobs.ts'
import { gradeTickets, gradeTraining } from './graders/tickets.ts'
import { scratchTwin } from './scratch-twin.ts'

const usage = `Usage:
  npm run eval -- retrieval FOLDER [--language de] [--run FILE]   rank a corpus; nDCG@10, recall, MRR
  npm run eval -- refusal FOLDER [--language de] [--half SEED]    answer or refuse; accuracy and containment
  npm run eval -- sample [--show failed|all]                      the 200 questions over the sample twin
  npm run eval -- adversarial                                     the 300 traps, extractive and with a lying model
  npm run eval -- scoring [--show failed]                         graded interview answers: the order of their scores
  npm run eval -- scoring-gaming [--show failed]                  500 answers, padded, stuffed, echoing, repeating, shuffled
  npm run eval -- sentiment FILES…                                lines {text, label, lang?}; macro-F1, texts per CPU second
  npm run eval -- tickets FILES…                                  lines {text, category, priority?} in our categories (or null)
  npm run eval -- tickets-train TRAIN TEST                        lines {text, category}, any labels: trains, then measures
  npm run eval -- experiments [--count 2000]                      simulated experiments: false positives, power, coverage
  npm run eval -- jobs [FOLDER]                                   postings with marks, matched against the sample twin
  npm run eval                                                    everything that EVAL_DATA (default ../shared/eval) holds`

/** Figures go to standard output as one line of JSON, the last; everything else to standard error. */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      language: { type: 'string' },
      run: { type: 'string' },
      half: { type: 'string' },
      show: { type: 'string' },
      count: { type: 'string' },
      help: { type: 'boolean' },
    },
  })
  const [command, folder] = positionals
  if (values.help) {
    say(usage)
    return 0
  }
  const language = readLanguage(values.language)
  if (command === 'retrieval' && folder) return evaluateRetrieval(resolve(folder), language ?? 'en', values.run)
  if (command === 'refusal' && folder) return evaluateRefusal(resolve(folder), language ?? 'en', values.half)
  if (command === 'sentiment' && folder) return evaluateSentiment(positionals.slice(1))
  if (command === 'tickets' && folder) return evaluateTickets(positionals.slice(1))
  if (command === 'tickets-train' && positionals.length === 3) return evaluateTraining(positionals[1]!, positionals[2]!)
  if (command === 'jobs') return evaluateJobs(folder)
  if (command === 'sample') return evaluateSample(values.show)
  if (command === 'adversarial') return evaluateAdversarial()
  if (command === 'experiments') return evaluateExperiments(Number(values.count ?? 2_000))
  if (command === 'scoring') return evaluateScoring(values.show)
  if (command === 'scoring-gaming') return evaluateGaming(values.show)
  say(usage)
  return 2
}

async function evaluateRetrieval(folder: string, language: Language, runFile: string | undefined): Promise<number> {
  await using app = await scratchTwin(process.env)
  const { report, ranked } = await gradeRetrieval(app.twin, folder, language)
  if (runFile) await writeFile(runFile, ranked.map((line) => `${JSON.stringify(line)}\n`).join(''))
  print(report)
  return 0
}

/** With --half, a seeded random half of the documents is dropped first: questions about those cannot be answered then. */
async function evaluateRefusal(folder: string, language: Language, half: string | undefined): Promise<number> {
  await using app = await scratchTwin(process.env)
  const set = await readRefusalSet(folder)
  print(await gradeRefusal(app.twin, half === undefined ? set : randomHalf(set, Number(half)), language))
  return 0
}

async function evaluateTickets(files: readonly string[]): Promise<number> {
  print(
    await gradeTickets(
      files.map((file) => resolve(file)),
      say,
    ),
  )
  return 0
}

/** Our own postings (or those of a folder) and the structured ones of EVAL_DATA; fails when a citation or a must-have does not hold. */
async function evaluateJobs(folder: string | undefined): Promise<number> {
  await using app = await scratchTwin(process.env)
  await app.twin.sample.load()
  const structured = join(resolve(process.env['EVAL_DATA'] ?? '../shared/eval'), 'jobs', 'postings.json')
  const sets: [name: string, postings: MarkedPosting[]][] = folder
    ? [[folder, await readMarkedPostings(resolve(folder))]]
    : [
        ['dev', await readMarkedPostings(postingFolder('dev'))],
        ['held', await readMarkedPostings(postingFolder('held'))],
      ]
  if (!folder && existsSync(structured)) sets.push(['structured', await readStructuredPostings(structured)])
  else if (!folder) say(`skipped: there is no ${structured} (set EVAL_DATA)`)
  const figures: Record<string, ReturnType<typeof summarizeJobs>> = {}
  for (const [name, postings] of sets) {
    const graded: PostingFigures[] = []
    for (const posting of postings) graded.push(await gradeJob(app, posting))
    for (const one of graded) {
      if (name !== 'structured')
        say(
          `${name} ${one.name}: must ${shown(one.must)}, nice ${shown(one.nice)}; agreed ${one.agreed} of ${one.judged}; ${one.matched} matched, ${one.partly} partly, ${one.gaps} gaps`,
        )
      // What lies in the held half is counted and not shown: it is not for tuning.
      if (name === 'held') continue
      for (const text of one.overclaimed) say(`  ${one.name} overclaimed: ${text}`)
      for (const text of one.unsupported) say(`  ${one.name} UNSUPPORTED ${text}`)
      for (const text of one.unaccounted) say(`  ${one.name} UNACCOUNTED ${text}`)
    }
    figures[name] = summarizeJobs(graded)
  }
  print(figures)
  return Object.values(figures).some((one) => one.unsupportedCitations + one.mustsUnaccountedFor > 0) ? 1 : 0
}

const shown = ({ found, marked, both }: PostingFigures['must']) => `${both} of ${marked} (found ${found})`

async function evaluateTraining(train: string, test: string): Promise<number> {
  print(await gradeTraining(resolve(train), resolve(test)))
  return 0
}

/** The traps, answered extractively, by a model that lies half the time, and by one that falls for every trap. */
async function evaluateAdversarial(): Promise<number> {
  const questions = await readAdversarialQuestions()
  const liar = lyingModel(1, 'Liva Ostrenkamp')
  const runs: [name: string, model: LanguageModel | undefined, isLie: (text: string) => boolean][] = [
    ['extractive', undefined, () => false],
    [
      'lyingModel',
      liar,
      (text) =>
        liar.told.some((told) => told.text === text && told.lie !== undefined) &&
        !liar.told.some((told) => told.text === text && told.lie === undefined),
    ],
    ['everyTrap', claimsModel(questions), () => false],
  ]
  const figures: Record<string, object> = {}
  for (const [name, model, isLie] of runs) {
    await using app = await scratchTwin(process.env, model)
    await app.twin.sample.load()
    const shown = await gradeAdversarial(app.twin, questions, isLie)
    for (const { question, unsupported } of shown)
      for (const { text, why } of unsupported) say(`${name} ${question.id}: ${text} (${why})`)
    figures[name] = summarizeAdversarial(shown)
  }
  print({ ...figures, lies: liar.told.filter((told) => told.lie !== undefined).length })
  return 0
}

/** Invented visitors, judged by the functions that judge real ones: about four minutes for 2,000 experiments of each kind. */
function evaluateExperiments(count: number): number {
  if (!Number.isInteger(count) || count < 1) throw new Error('--count is not a whole number above 0')
  print(gradeExperiments(count, say))
  return 0
}

/** Wrong pairs are shown of the half that may be looked at only. */
async function evaluateScoring(show: string | undefined): Promise<number> {
  const [dev, dev2, held] = await Promise.all([
    readGradedAnswers('dev'),
    readGradedAnswers('dev2'),
    readGradedAnswers('held'),
  ])
  const tell = (id: string, better: string, worse: string) => say(`${id}: ${better} is not above ${worse}`)
  print({
    dev: gradeScoring(dev, show ? tell : undefined),
    held: gradeScoring(held),
    'dev and held': gradeScoring([...dev, ...held]),
    dev2: gradeScoring(dev2, show ? tell : undefined),
  })
  return 0
}

async function evaluateGaming(show: string | undefined): Promise<number> {
  const questions = (await Promise.all([readGradedAnswers('dev'), readGradedAnswers('held')])).flat()
  const raised = (attack: string, id: string, by: number) => say(`${attack}: ${id} rose by ${by}`)
  print(gradeGaming(answersToAttack(questions, 500), { climbs: 40, steps: 60, ...(show && { raised }) }))
  return 0
}

async function evaluateSentiment(files: readonly string[]): Promise<number> {
  const report = await gradeSentiment(files)
  say(`language of ${report.languageGiven} texts as given, of ${report.languageDetected} detected`)
  print(report)
  return 0
}

async function evaluateSample(show: string | undefined): Promise<number> {
  await using app = await scratchTwin(process.env)
  await app.twin.sample.load()
  const graded = await gradeSampleQuestions(app.twin, await readSampleQuestions())
  for (const { question, answer, passed, missing } of graded) {
    if (show !== 'all' && (passed || show !== 'failed')) continue
    say(
      `\n${passed ? 'passed' : 'FAILED'} ${question.id} [${question.kind}, ${question.audience}] ${[...(question.previous ?? []), question.question].join(' / ')}`,
    )
    say(
      answer.refused
        ? '  (refused)'
        : answer.sentences.map(({ text, citations }) => `  ${text} [${citations[0]?.title}]`).join('\n'),
    )
    if (missing.length > 0) say(`  missing: ${missing.join('; ')}`)
  }
  print(summarizeSampleQuestions(graded))
  return 0
}

function readLanguage(text: string | undefined): Language | undefined {
  if (text === undefined) return undefined
  const language = languages.find((known) => known === text)
  if (!language) throw new Error(`--language ${text} is not one of ${languages.join(', ')}`)
  return language
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

function print(figures: object): void {
  process.stdout.write(`${JSON.stringify(figures)}\n`)
}

process.exitCode = await main()
