import { z } from 'zod'
import {
  planInputSchema,
  planSchema,
  practiceProgressSchema,
  questionPageSchema,
  questionQuerySchema,
  sessionAnswerSchema,
  sessionIdSchema,
  sessionQuerySchema,
  sessionReportSchema,
  sessionSchema,
  sessionSummarySchema,
  simulationInputSchema,
  simulationSchema,
  type Interview,
  type Simulation,
} from '#interview'
import { defineTool, hints, type McpTool } from './tool.ts'

const { jobId: _, ...simulationShape } = simulationInputSchema.shape
const { jobId: __, ...planShape } = planInputSchema.shape
const job_id = z.string().min(1).max(80).optional().describe('A posting that was imported.')
type Postings = { job_id?: unknown; posting?: unknown; role?: unknown }
const onePosting = ({ job_id, posting, role }: Postings): boolean =>
  [job_id, posting, role].filter((given) => given !== undefined).length <= 1
const onePostingOnly = { path: ['job_id'], error: 'give only one of job_id, posting and role' }

const planned = z.strictObject({ job_id, ...planShape }).refine(onePosting, onePostingOnly)

/** Of tools and of the domain, which name it differently. */
function named<Input extends { job_id?: string | undefined }>({ job_id, ...input }: Input) {
  return { ...input, ...(job_id !== undefined && { jobId: job_id }) }
}

const id = sessionIdSchema
const session = z.object(sessionSchema.shape)

/** Interviews: what they ask, simulated ones, and those that a person practises. None when they are switched off. */
export function interviewTools({ interviews }: Interview): McpTool[] {
  if (!interviews) return []
  const { practice } = interviews
  return [
    defineTool({
      name: 'list_interview_questions',
      title: 'Interview questions',
      description:
        'Questions of the bank by kind, level, stage, topic and language, with what a good answer contains and follow-ups.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Interview questions' },
      input: questionQuerySchema,
      output: questionPageSchema,
      answer: (query, { actor }) => interviews.questions.list(actor, query),
    }),
    defineTool({
      name: 'plan_interview',
      title: 'Plan an interview',
      description: 'Which questions an interview for a posting or a role asks, in which order, for how long, and why.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Plan an interview' },
      input: planned,
      output: z.object(planSchema.shape),
      answer: (input, { actor }) => interviews.plan(actor, named(input)),
    }),
    defineTool({
      name: 'start_interview_simulation',
      title: 'Simulate an interview',
      description:
        'A whole interview (30 minutes unless you say otherwise) in which the twin is the candidate: transcript with citations, refusals where nothing supports an answer, scores. Name an imported posting (job_id), a posting, or a role.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Simulate an interview' },
      input: z.strictObject({ job_id, ...simulationShape }).refine(onePosting, onePostingOnly),
      output: z.object(simulationSchema.shape),
      answer: (input, { actor, signal }) => interviews.simulate(actor, named(input), { signal }),
      text: (output) => transcriptText(output as Simulation),
    }),
    defineTool({
      name: 'start_practice_session',
      title: 'Practise an interview',
      description:
        'Begins an interview that the person practises: the first question comes back, and the clock runs. Pass on what the person says, and never answer for them.',
      scope: 'careers:write',
      annotations: { ...hints.adds, title: 'Practise an interview' },
      input: planned,
      output: session,
      answer: (input, { actor }) => practice.start(actor, named(input)),
    }),
    defineTool({
      name: 'answer_practice_question',
      title: 'Answer the open question',
      description:
        "Hands in the person's own answer to the open question, word for word; the next question comes back. The same key again counts once.",
      scope: 'careers:write',
      annotations: { ...hints.changes, title: 'Answer the open question' },
      input: sessionAnswerSchema.safeExtend({ id }),
      output: session,
      answer: ({ id: session, ...input }, { actor }) => practice.answer(actor, session, input),
    }),
    defineTool({
      name: 'change_practice_session',
      title: 'Pause, resume or abandon',
      description: 'Stops the clock of a practice session, lets it run again, or ends the session before its end.',
      scope: 'careers:write',
      annotations: { ...hints.changes, title: 'Pause, resume or abandon' },
      input: z.strictObject({ id, change: z.enum(['pause', 'resume', 'abandon']) }),
      output: session,
      answer: ({ id: session, change }, { actor }) => practice[change](actor, session),
    }),
    defineTool({
      name: 'find_practice_session',
      title: 'Read a practice session',
      description: 'The open question, the clock and the answers so far.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Read a practice session' },
      input: z.strictObject({ id }),
      output: session,
      answer: ({ id: session }, { actor }) => practice.find(actor, session),
    }),
    defineTool({
      name: 'list_practice_sessions',
      title: 'List practice sessions',
      description: 'Practice sessions, the newest first.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'List practice sessions' },
      input: sessionQuerySchema,
      output: z.object({ sessions: z.array(sessionSummarySchema), next: z.string().nullable() }),
      answer: (query, { actor }) => practice.list(actor, query),
    }),
    defineTool({
      name: 'get_practice_report',
      title: 'Report of a practice session',
      description: 'Scores with quoted evidence, times, what was missing, and what to practise next.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Report of a practice session' },
      input: z.strictObject({ id }),
      output: z.object(sessionReportSchema.shape),
      answer: ({ id: session }, { actor }) => practice.report(actor, session),
    }),
    defineTool({
      name: 'get_practice_progress',
      title: 'Progress over practice sessions',
      description: 'How the finished sessions went, oldest first, and how the newer half differs from the older.',
      scope: 'careers:read',
      annotations: { ...hints.reads, title: 'Progress over practice sessions' },
      input: z.strictObject({}),
      output: z.object(practiceProgressSchema.shape),
      answer: (_input, { actor }) => practice.progress(actor),
    }),
    defineTool({
      name: 'delete_practice_session',
      title: 'Delete a practice session',
      description: 'Deletes a practice session with all its answers, for good.',
      scope: 'careers:write',
      annotations: { ...hints.destroys, title: 'Delete a practice session' },
      input: z.strictObject({ id }),
      output: z.object({ deleted: z.string() }),
      async answer({ id: session }, { actor }) {
        await practice.remove(actor, session)
        return { deleted: session }
      },
    }),
  ]
}

/** What is read by who does not look at the structured answer. */
function transcriptText({ plan, transcript, summary }: Simulation): string {
  const turns = transcript.map(({ interviewer, refused, beside, message, sentences, score }) => {
    const text = sentences.map((sentence) => sentence.text).join(' ')
    const said = refused ? `${message} (not answered)` : beside ? `${text} (beside the question)` : text
    return `Interviewer: ${interviewer}\nTwin: ${said}${score ? ` [score ${score.total}, ${score.band.low} to ${score.band.high}]` : ''}`
  })
  const { answered, asked, rephrased, beside, score } = summary
  return `${plan.title} (${plan.stage}, ${plan.level})\n\n${turns.join('\n\n')}\n\n${answered} of ${asked} questions answered (${rephrased} only in other words), ${beside} answered beside the question${score === null ? '' : `; mean score of those answered ${score}`}.`
}
