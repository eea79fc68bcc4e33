import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VerifiedLanguage } from './lexicon/lexicon.ts'
import { corpus, ownerName, paraphrases } from './testing/corpus.ts'
import { mutantsOf } from './testing/mutants.ts'
import { falseClaims, honestWordings } from './testing/read-lines.ts'
import { verifySentence, type CitedSpan } from './verify.ts'

const languages = Object.keys(corpus) as VerifiedLanguage[]

function span(text: string, more: Partial<CitedSpan> = {}): CitedSpan {
  return { sourceId: 'src_1', title: 'Notes', version: 'v1', audience: 'public', start: 0, text, ...more }
}

test('no systematic mutant of a true sentence passes, against the sentence or against all of them', (t) => {
  const counts: Record<string, number> = {}
  const passed: string[] = []
  for (const language of languages) {
    const everything = span(corpus[language].join('\n\n'))
    for (const sentence of corpus[language]) {
      for (const { kind, text } of mutantsOf(sentence, language)) {
        counts[kind] = (counts[kind] ?? 0) + 1
        for (const cited of [span(sentence), everything]) {
          if (verifySentence(text, [cited], language, ownerName).supported) passed.push(`${kind}: ${text}`)
        }
      }
    }
  }
  t.diagnostic(`mutants: ${JSON.stringify(counts)}`)
  assert.deepEqual([...new Set(passed)], [])
  for (const kind of [
    'number',
    'year',
    'month',
    'name',
    'swapped numbers',
    'swapped names',
    'opposite',
    'strengthened',
    'person',
    'negated',
    'negation dropped',
    'false wording',
    'addition',
    'merged',
  ]) {
    assert.ok((counts[kind] ?? 0) >= 8, `too few mutants of the kind "${kind}"`)
  }
})

test('no claim that says something else with the words of its source passes', (t) => {
  const claims = falseClaims()
  const passed = claims.filter(
    ({ claim, source, language, ...more }) =>
      verifySentence(claim, [span(source, more)], language, ownerName).supported,
  )
  t.diagnostic(`false claims: ${claims.length}`)
  assert.deepEqual(passed, [])
})

test('every sentence of the sources passes as it stands', () => {
  for (const language of languages) {
    const everything = span(corpus[language].join('\n\n'))
    for (const sentence of corpus[language]) {
      const verdict = verifySentence(sentence, [everything], language, ownerName)
      assert.equal(verdict.supported && verdict.citations[0]!.quote, sentence)
    }
  }
})

/** How many of each round passed when the verifier had never run on it. */
const firstRuns = [37, 27, 30, 25]

test('at least 85 % of the honest shorter and reordered wordings pass', (t) => {
  const known = paraphrases.filter(([language, source, wording]) => passes(wording, source, language, ownerName))
  t.diagnostic(`honest wordings: ${known.length} of ${paraphrases.length} pass`)
  assert.ok(known.length / paraphrases.length >= 0.85)

  const later = honestWordings()
  const passed = later.filter(({ language, source, wording, round }) =>
    passes(wording, source, language, round === 1 ? ownerName : 'Liva Ostrenkamp'),
  )
  for (const [index, firstRun] of firstRuns.entries()) {
    const ofRound = (lines: typeof later) => lines.filter(({ round }) => round === index + 1).length
    t.diagnostic(`round ${index + 1}: ${ofRound(passed)} of ${ofRound(later)} pass, ${firstRun} at the first run`)
  }
  assert.ok(passed.length / later.length >= 0.85)
})

function passes(wording: string, source: string, language: VerifiedLanguage, owner: string): boolean {
  // Sentences without a subject are a profile's.
  const kind = /^(?:Cut|Restored|Migrated|Shortened)\b/.test(source) ? 'profile' : 'document'
  return verifySentence(wording, [span(source, { kind })], language, owner).supported
}
