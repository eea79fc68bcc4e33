import assert from 'node:assert/strict'
import { test } from 'node:test'
import { draftProfile } from './draft-profile.ts'

const read = (text: string) => draftProfile({ text, headings: [] })

const english = `Quinta Marsvold
Head Beekeeper
quinta@example.com | +33 6 39 98 00 00 | linkedin.com/in/quinta
Address: 4 Hive Lane, 69003 Lyon, France

Professional Summary
I keep bees on four roofs.

Work Experience

Operations Engineer, Roof Honey, Lyon
March 2019 – present
- Doubled the harvest to 812 kg.
- Led four people.

Wax Works GmbH
Analyst 09/2014 - 02/2019
- Counted frames.

Education
Master of Science in Statistics, University of Lyon, 2012 – 2014
Bachelor of Arts, Northwick College (2012)

Skills
Databases: PostgreSQL, Oracle
Python, SQL

Languages
French (native), English (C1)

Certifications
Certified Hive Inspector (2021)

Projects
The glass hive`

test('an English resume is placed, each value with the line that says it', () => {
  const { profile, fields, unplaced } = read(english)
  assert.deepEqual(profile, {
    basics: {
      name: 'Quinta Marsvold',
      label: 'Head Beekeeper',
      email: 'quinta@example.com',
      profiles: [{ network: 'LinkedIn', url: 'https://linkedin.com/in/quinta', username: 'quinta' }],
      phone: '+33 6 39 98 00 00',
      location: { countryCode: 'FR', postalCode: '69003', city: 'Lyon', address: '4 Hive Lane' },
      summary: 'I keep bees on four roofs.',
    },
    work: [
      {
        position: 'Operations Engineer',
        name: 'Roof Honey',
        location: 'Lyon',
        startDate: '2019-03',
        highlights: ['Doubled the harvest to 812 kg.', 'Led four people.'],
      },
      {
        position: 'Analyst',
        name: 'Wax Works GmbH',
        startDate: '2014-09',
        endDate: '2019-02',
        highlights: ['Counted frames.'],
      },
    ],
    education: [
      {
        institution: 'University of Lyon',
        studyType: 'Master of Science',
        area: 'Statistics',
        startDate: '2012',
        endDate: '2014',
      },
      { institution: 'Northwick College', studyType: 'Bachelor of Arts', endDate: '2012' },
    ],
    skills: [{ name: 'Databases', keywords: ['PostgreSQL', 'Oracle'] }, { name: 'Python' }, { name: 'SQL' }],
    languages: [
      { language: 'French', fluency: 'native' },
      { language: 'English', fluency: 'C1' },
    ],
    certificates: [{ name: 'Certified Hive Inspector', date: '2021' }],
  })
  assert.deepEqual(unplaced, ['The glass hive'])
  const lines = new Set(english.split('\n'))
  for (const { pointer, line } of fields)
    assert.ok(lines.has(line), `${pointer} was read from a line that is not there: ${line}`)
})

test('nothing is said that the resume does not say', () => {
  for (const { pointer, value, line } of read(english).fields) {
    if (/Date$|\/date$|countryCode$/.test(pointer) || (pointer.endsWith('url') && line.includes(value.slice(8))))
      continue
    assert.ok(line.toLowerCase().includes(value.toLowerCase()), `${pointer}: “${value}” is not in “${line}”`)
  }
})

test('French, German and Spanish headings, months and open ends', () => {
  const french = read(`Odile Verrazane
Compétences
Python

Expérience professionnelle
Ingénieure systèmes chez Ruche & Fils
depuis septembre 2020
- Restauration de 46 bases.

Formation
Licence en Informatique, Université de Lyon, 2016 – 2019`).profile
  assert.deepEqual(french['work'], [
    {
      position: 'Ingénieure systèmes',
      name: 'Ruche & Fils',
      startDate: '2020-09',
      highlights: ['Restauration de 46 bases.'],
    },
  ])
  assert.deepEqual(french['education'], [
    {
      institution: 'Université de Lyon',
      studyType: 'Licence',
      area: 'Informatique',
      startDate: '2016',
      endDate: '2019',
    },
  ])
  const german = read(`Ulla Brandquist
Berufserfahrung
Leiterin Betrieb, Honigwerk AG
Mai 2018 bis heute
Januar 2015 – April 2018 | Technikerin | Wabenbau`).profile
  assert.deepEqual(german['work'], [
    { position: 'Leiterin Betrieb', name: 'Honigwerk AG', startDate: '2018-05' },
    { position: 'Technikerin', name: 'Wabenbau', startDate: '2015-01', endDate: '2018-04' },
  ])
  const spanish = read(`Inés Colmenar
Experiencia laboral
Ingeniera de datos | Miel del Sur | Sevilla
enero de 2021 - actualidad`).profile
  assert.deepEqual(spanish['work'], [
    { position: 'Ingeniera de datos', name: 'Miel del Sur', location: 'Sevilla', startDate: '2021-01' },
  ])
})

test('what is no resume is left over, and a date that does not exist is not made one', () => {
  const prose = read('The harbour crane was painted turquoise in 2019.\nIt rained.')
  assert.deepEqual(prose.profile, {})
  assert.equal(prose.unplaced.length, 2)
  const odd = read('Ada Marsvold\nWork experience\nEngineer, Roof Honey\n13/2019 - 02/2020\nKeeper 2020 - 2021')
  assert.equal(JSON.stringify(odd.profile).includes('2019-13'), false)
  assert.ok(odd.unplaced.some((line) => line.includes('13/2019')) || !JSON.stringify(odd.profile).includes('13/2019'))
  assert.deepEqual(read('').profile, {})
  assert.equal(Object.getPrototypeOf(read('Ada Marsvold\nSkills\n__proto__: constructor').profile), Object.prototype)
})

test('hostile lines take no time', () => {
  const started = performance.now()
  read(
    `Ada Marsvold\n${'1 '.repeat(20_000)}\n${'a.'.repeat(20_000)}@\nWork experience\n${'January '.repeat(10_000)}2019\n${'- '.repeat(20_000)}`,
  )
  assert.ok(performance.now() - started < 2_000, 'within two seconds')
})
