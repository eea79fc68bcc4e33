import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../text/language.ts'
import { groupGaps } from './group-gaps.ts'

const gap = (question: string, language: Language = 'en', context: string | null = null) => ({
  question,
  language,
  context,
})

test('questions about the same stand together, in other words and languages too; others do not', () => {
  const groups = groupGaps([
    gap('What is your notice period?'),
    gap('Would you relocate to Berlin?'),
    gap('Wie lang ist Ihre Kündigungsfrist?', 'de'),
    gap('Would you move to Paris?'),
    gap('Would you move to Berlin?'),
    gap('And then?'),
    gap('And then?'),
    gap('And then?', 'en', 'What is your notice period?'),
  ])
  assert.deepEqual(
    groups.map((group) => group.map(({ question }) => question)),
    [
      ['What is your notice period?', 'Wie lang ist Ihre Kündigungsfrist?', 'And then?'],
      ['Would you relocate to Berlin?', 'Would you move to Berlin?'],
      ['Would you move to Paris?'],
      ['And then?'],
      ['And then?'],
    ],
  )
})
