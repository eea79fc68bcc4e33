import { z } from 'zod'
import type { Actor } from '#auth'
import {
  citationSchema,
  lastAnswer,
  profileSections,
  sharesWord,
  skillCategories,
  skillsOfCategory,
  type ProfileSection,
  type ProfileStatement,
  type Twin,
} from '#twin'
import { defineTool, hints, type McpTool } from './tool.ts'

const statementSchema = z.object({
  about: z.string().describe('JSON pointer into the profile: statements with the same one are about the same entry.'),
  text: z.string().describe('As the profile says it, in the first person.'),
  citation: citationSchema,
})

const statementsSchema = z.object({ section: z.enum(profileSections), statements: z.array(statementSchema) })

export function showStatements(section: ProfileSection, statements: readonly ProfileStatement[]) {
  return { section, statements: statements.map(({ about, text, citation }) => ({ about, text, citation })) }
}

/** What the profile says to the actor of one section. */
async function sectionFor(twin: Twin, actor: Actor, section: ProfileSection): Promise<ProfileStatement[]> {
  return (await twin.profile(actor)).filter((statement) => statement.section === section)
}

const textOf = ({ section, statements }: z.input<typeof statementsSchema>): string =>
  statements.length === 0
    ? `The profile says nothing under "${section}" that you may see.`
    : statements.map(({ text }) => text).join('\n')

const nothing = z.strictObject({})

const interviewParts = {
  self_introduction: 'selfIntroduction',
  strengths: 'strengths',
  why_hire_me: 'whyHireMe',
  career_goals: 'careerGoals',
} as const

const maxFocusAreas = 5

/** The profile by sections, under the names of the predecessor's tools: its own sentences, each with its place. */
export function profileTools(twin: Twin): McpTool[] {
  const sectionTool = <Input extends z.ZodObject>(
    name: string,
    title: string,
    description: string,
    section: ProfileSection,
    input: Input,
    select: (statements: ProfileStatement[], asked: z.output<Input>) => readonly ProfileStatement[] = (all) => all,
  ) =>
    defineTool({
      name,
      title,
      description: `${description} Sentences of the profile, each with its citation; only what you may see.`,
      scope: 'ask',
      annotations: { ...hints.reads, title },
      input,
      output: statementsSchema,
      answer: async (asked, { actor }) =>
        showStatements(section, select(await sectionFor(twin, actor, section), asked)),
      text: textOf,
    })

  return [
    sectionTool('get_personal_info', 'Personal information', 'Name, place, contact, languages.', 'personal', nothing),
    sectionTool(
      'get_work_experience',
      'Work experience',
      'Jobs, volunteering and achievements.',
      'experience',
      z.strictObject({
        company: z.string().trim().min(1).max(200).optional().describe('Part of the name of an employer.'),
      }),
      (statements, { company }) => (company === undefined ? statements : entriesThatName(statements, company)),
    ),
    sectionTool('get_education', 'Education', 'Studies, certificates, awards, publications.', 'education', nothing),
    sectionTool(
      'get_skills',
      'Skills',
      'Skills with levels and keywords.',
      'skills',
      z.strictObject({ category: z.enum(skillCategories).optional() }),
      (statements, { category }) => (category === undefined ? statements : skillsOfCategory(statements, category)),
    ),
    sectionTool('get_projects', 'Projects', 'Projects with what came of them.', 'projects', nothing),
    sectionTool(
      'get_interview_prep',
      'Interview preparation',
      'What the person says of themself in an interview.',
      'interview',
      z.strictObject({
        section: z.enum(Object.keys(interviewParts) as [keyof typeof interviewParts]).optional(),
      }),
      (statements, { section }) =>
        section === undefined
          ? statements
          : statements.filter(({ pointers }) =>
              pointers.some((pointer) => pointer.startsWith(`/x-pollux/interview/${interviewParts[section]}`)),
            ),
    ),
    resumeSummary(twin),
  ]
}

/** All statements on entries of which one has the name: the job with its highlights. */
function entriesThatName(statements: readonly ProfileStatement[], name: string): ProfileStatement[] {
  const sought = name.toLowerCase()
  const named = new Set(statements.filter(({ text }) => text.toLowerCase().includes(sought)).map(({ about }) => about))
  // A sentence on the whole list counts by its own words.
  return statements.filter(({ about, text }) =>
    /\/\d+$/.test(about) ? named.has(about) : text.toLowerCase().includes(sought),
  )
}

const sentenceSchema = z.object({ text: z.string(), citations: z.array(citationSchema) })

const summarySchema = z.object({
  job_title: z.string(),
  sentences: z.array(sentenceSchema),
  unsupported: z.array(z.string()).describe('What was asked for and nothing supports: do not claim it.'),
})

function resumeSummary(twin: Twin): McpTool {
  return defineTool({
    name: 'generate_resume_summary',
    title: 'Résumé summary',
    description:
      'A summary for a job title: who the person is, and what their sources say on the title and on each focus area. What nothing supports is named, not invented.',
    scope: 'ask',
    annotations: { ...hints.reads, title: 'Résumé summary' },
    input: z.strictObject({
      job_title: z.string().trim().min(1).max(200),
      focus_areas: z.array(z.string().trim().min(1).max(200)).max(maxFocusAreas).default([]),
    }),
    output: summarySchema,
    async answer({ job_title, focus_areas }, { actor, signal }) {
      const introduction = (await sectionFor(twin, actor, 'personal')).filter(({ pointers }) =>
        pointers.every((pointer) => /^\/basics\/(name|label|summary)$/.test(pointer)),
      )
      const sentences = introduction.map(({ text, citation }) => ({ text, citations: [citation] }))
      const unsupported: string[] = []
      for (const area of [job_title, ...focus_areas]) {
        // Several questions of ours, not one of the caller's: they leave no gap in the inbox.
        const options = { signal, trace: false }
        const found = await lastAnswer(
          twin.answer(actor, { question: `What experience do you have with ${area}?`, strategy: 'concise' }, options),
        )
        // The question asks for experience, so that an answer may tell of any: what does not name the area says nothing of it.
        const onIt = found.sentences.filter(({ text }) => sharesWord(text, area, found.language))
        if (onIt.length === 0) unsupported.push(area)
        for (const sentence of onIt) if (!sentences.some(({ text }) => text === sentence.text)) sentences.push(sentence)
      }
      return { job_title, sentences, unsupported }
    },
    text: ({ sentences, unsupported }) =>
      [
        ...sentences.map(({ text }) => text),
        ...(unsupported.length > 0 ? [`Nothing supports: ${unsupported.join('; ')}.`] : []),
      ].join('\n'),
  })
}
