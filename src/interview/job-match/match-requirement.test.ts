import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#auth'
import type { FoundPassage, Language, ProfileStatement } from '#twin'
import { gatherMaterial } from './material.ts'
import { matchRequirement } from './match-requirement.ts'

const actor: Actor = { id: 'owner', audience: 'owner', scopes: new Set() }

function statement(text: string, values: Record<string, string>, at: number): ProfileStatement {
  const pointers = Object.keys(values)
  const about = /^\/[a-z]+\/\d+/.exec(pointers[0]!)?.[0] ?? pointers[0]!
  return {
    section: 'experience',
    about,
    pointers,
    values: new Map(Object.entries(values)),
    text,
    language: 'en',
    citation: {
      sourceId: 'src_1',
      title: 'Profile',
      version: 'v',
      audience: 'public',
      start: at,
      end: at + text.length,
      quote: text,
    },
  }
}

const profile = [
  statement(
    'From January 2015 to December 2017 I worked as Baker at Ovens.',
    { '/work/0/position': 'Baker', '/work/0/startDate': '2015-01', '/work/0/endDate': '2017-12' },
    0,
  ),
  statement('I looked after the PostgreSQL database of the shop.', { '/work/0/highlights/0': '' }, 100),
  statement(
    'Since January 2017 I have worked as Engineer at Mills; this is my current position.',
    { '/work/1/position': 'Engineer', '/work/1/startDate': '2017-01' },
    200,
  ),
  statement('I moved everything to PostgreSQL, and never used Oracle.', { '/work/1/highlights/0': '' }, 300),
  statement('I lead a team of four people.', { '/work/1/highlights/1': '' }, 400),
  statement(
    'I speak German; my level is intermediate (B1).',
    { '/languages/0/language': 'German', '/languages/0/fluency': 'Intermediate (B1)' },
    500,
  ),
  statement(
    'I studied Bread Science at Mill College from September 2012 to June 2014 and graduated with the degree Bachelor.',
    {
      '/education/0/area': 'Bread Science',
      '/education/0/studyType': 'Bachelor',
      '/education/0/startDate': '2012-09',
      '/education/0/endDate': '2014-06',
    },
    600,
  ),
  statement(
    'I obtained the certificate Certified Miller (CM) in 2016.',
    { '/certificates/0/name': 'Certified Miller (CM)' },
    700,
  ),
  statement(
    'I studied Informatik at Ruhrtal University from September 2008 to June 2011 and graduated with the degree Bachelor.',
    {
      '/education/1/area': 'Informatik',
      '/education/1/studyType': 'Bachelor',
      '/education/1/startDate': '2008-09',
      '/education/1/endDate': '2011-06',
    },
    900,
  ),
  statement('I keep the code on GitHub.', { '/work/1/highlights/2': '' }, 1000),
  statement('I run the database of health data for twelve clinics.', { '/work/1/highlights/3': '' }, 1100),
  statement('My weakness is Kubernetes.', { '/x-pollux/interview/weaknesses/0': '' }, 800),
]
const passage = (text: string): FoundPassage => ({
  sourceId: 'src_2',
  title: 'Notes',
  text,
  score: 1,
  kind: 'document',
  language: 'en',
  citation: {
    sourceId: 'src_2',
    title: 'Notes',
    version: 'v',
    audience: 'owner',
    start: 0,
    end: text.length,
    quote: text,
  },
})

async function match(text: string, language: Language = 'en', documents: FoundPassage[] = []) {
  const twin = {
    profile: async () => profile,
    search: async () => documents,
    about: async () => Promise.reject(new Error('no profile')),
  }
  const material = await gatherMaterial(twin, actor, new Date('2020-06-15'))
  return matchRequirement(material, { text }, language)
}

const cases: [requirement: string, status: string, missing?: string | undefined, language?: Language][] = [
  ['PostgreSQL', 'matched'],
  ['5+ years of PostgreSQL', 'matched'], // 2015-01 to 2020-06, the year 2017 counted once: 66 months
  ['6+ years of PostgreSQL', 'partly', '6+ years of PostgreSQL'],
  ['2 years of Oracle', 'gap', '2+ years of Oracle'],
  ['Oracle', 'gap', 'Oracle'],
  ['Kubernetes', 'gap', 'Kubernetes'],
  ['PostgreSQL and Terraform', 'partly', 'Terraform'],
  ['PostgreSQL or Terraform', 'matched'],
  ['German at a conversational level', 'matched'],
  ['Fluent German', 'partly', 'German at the level asked for'],
  ['Fluent Polish', 'gap', 'Polish'],
  ["Bachelor's degree in bread science", 'matched'],
  ["Master's degree", 'gap'],
  ['A degree in law', 'partly', 'degree in law'],
  ['Certified Miller certificate', 'matched'],
  ['A valid welding certificate', 'gap'],
  ['You have led a team of at least four people', 'matched'],
  ['You have led a team of at least five people', 'partly', 'at least five people'],
  ['A warm heart for llamas', 'gap'],
  ['GitHub', 'matched'],
  ['Git', 'matched'],
  ['GitHub Actions', 'gap', 'GitHub Actions'],
  ['CI with GitHub Actions', 'gap'],
  ['A computer science degree', 'matched'],
  ["Bachelor's degree in computer science", 'matched'],
  ['Degree in informatics or a related field', 'matched'],
  ['A nursing degree', 'partly', 'degree in nursing'],
  ['A degree in business informatics', 'partly'],
  ['Abgeschlossenes Informatikstudium', 'matched', undefined, 'de'],
  ['Abgeschlossenes Studium der Wirtschaftsinformatik', 'partly', undefined, 'de'],
  ['Diplôme en informatique', 'matched', undefined, 'fr'],
  ['Titulación universitaria en ingeniería informática', 'matched', undefined, 'es'],
  ['Experience with GDPR or health data (HIPAA)', 'matched'],
  ['Health data (HIPAA) or GDPR', 'matched'],
  ['GDPR or parish registers (FATCA)', 'gap', 'GDPR or parish registers (FATCA)'],
  ['Linux, and GDPR or health data', 'gap'],
  ['5 years of GDPR or health data', 'gap'],
  ["A Master's degree or three years of PostgreSQL", 'matched'],
  ["A Master's degree or nine years of PostgreSQL", 'partly'],
  ['Führungserfahrung', 'matched', undefined, 'de'],
  ['Erfahrung in der Führung von Mitarbeitern', 'matched', undefined, 'de'],
  ["Expérience de l'encadrement d'équipe", 'matched', undefined, 'fr'],
  ['Leadership experience', 'matched'],
]
for (const [requirement, status, missing, language = 'en'] of cases)
  test(`${requirement}: ${status}`, async () => {
    const found = await match(requirement, language)
    assert.equal(found.status, status, JSON.stringify(found))
    if (status === 'matched') assert.ok(found.evidence.length > 0 && found.missing.length === 0)
    else assert.ok(found.missing.length > 0)
    if (missing) assert.ok(found.missing.includes(missing), JSON.stringify(found.missing))
  })

test('of alternatives, the line says which one is proved', async () => {
  const { reasons, evidence } = await match('GDPR or health data (HIPAA)')
  assert.deepEqual(reasons, ['Either is enough; proved is: health data (HIPAA).'])
  assert.match(evidence[0]!.citation.quote, /health data/)
})

test('rows of alternatives and of words before "degree" take a moment', async () => {
  const began = performance.now()
  for (const piece of ['a or ', 'GDPR or health ', '(x or y) ', 'science or ', 'five years or '])
    await match(`${piece.repeat(590 / piece.length)}degree`)
  assert.ok(performance.now() - began < 3_000, `${performance.now() - began} ms`)
})

test('a document proves what its author says of themself, and not what it says of others or denies', async () => {
  assert.equal((await match('Terraform', 'en', [passage('I wrote the Terraform modules.')])).status, 'matched')
  assert.equal((await match('Terraform', 'en', [passage('The vendor uses Terraform.')])).status, 'gap')
  assert.equal((await match('Terraform', 'en', [passage('I have never used Terraform.')])).status, 'gap')
})

test('the span of evidence is the sentence itself', async () => {
  const { evidence } = await match('Terraform', 'en', [
    passage('It rained. I wrote the Terraform modules. Then I slept.'),
  ])
  assert.deepEqual(
    evidence.map(({ citation: { start, end, quote } }) => [start, end, quote]),
    [[11, 41, 'I wrote the Terraform modules.']],
  )
})
