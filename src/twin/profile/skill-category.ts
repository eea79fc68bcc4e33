import { indexConceptsOf } from '../text/concepts.ts'
import { toolsByKind } from '../text/concept-data/tool-kinds.ts'
import { fold, tokenize } from '../text/terms.ts'
import type { ProfileStatement } from './profile-statements.ts'

export const skillCategories = [
  'programming_languages',
  'ai_ml_skills',
  'business_skills',
  'financial_accounting',
  'data_visualization',
  'databases',
  'cloud_platforms',
  'tools',
] as const
export type SkillCategory = (typeof skillCategories)[number]

/** What marks a skill of a category: a concept that one of its words stands for, or the word itself. */
const marks: Readonly<Record<SkillCategory, { concepts: readonly string[]; words: string }>> = {
  programming_languages: { concepts: ['programming'], words: '' },
  ai_ml_skills: {
    concepts: ['machine-learning', 'statistics'],
    words: 'ai ia ki llm forecasting prévision prognose pronóstico',
  },
  business_skills: {
    concepts: [],
    words:
      'leadership management mentoring hiring negotiation stakeholder agile scrum itil strategy communication encadrement négociation stratégie führung verhandlung strategie liderazgo negociación estrategia',
  },
  financial_accounting: {
    concepts: [],
    words:
      'accounting finance financial budget budgeting controlling audit ifrs gaap comptabilité comptable buchhaltung finanzen contabilidad finanzas presupuesto',
  },
  data_visualization: {
    concepts: ['dashboard'],
    words: 'visualization visualisation visualisierung visualización charts d3 matplotlib',
  },
  databases: { concepts: ['database'], words: '' },
  cloud_platforms: { concepts: ['cloud'], words: '' },
  tools: { concepts: [], words: namesOfTools() },
}

/** The statements on skills of one category, told by their words; a skill is kept or left out as a whole. */
export function skillsOfCategory(
  statements: readonly ProfileStatement[],
  category: SkillCategory,
): readonly ProfileStatement[] {
  const skills = Map.groupBy(
    // The sentences that name all skills at once would put each into every category.
    statements.filter(({ about }) => /^\/skills\/\d+$/.test(about)),
    ({ about, citation }) => `${citation.sourceId} ${about}`,
  )
  return [...skills.values()].filter((skill) => skill.some((statement) => isMarked(statement, category))).flat()
}

function isMarked({ text, language }: ProfileStatement, category: SkillCategory): boolean {
  const { concepts, words } = marks[category]
  const named = new Set(fold(words.toLowerCase()).split(' '))
  return tokenize(text, language).some(
    ({ word, term }) =>
      named.has(word) ||
      indexConceptsOf(term, language).some((concept) => concepts.includes(concept.slice('~'.length))),
  )
}

function namesOfTools(): string {
  const { certification: _, ...kinds } = toolsByKind
  return Object.values(kinds).join(' ')
}
