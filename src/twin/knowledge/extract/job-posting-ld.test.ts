import assert from 'node:assert/strict'
import { test } from 'node:test'
import { factsOfPosting, findJobPosting, requirementFields } from './job-posting-ld.ts'

test('a posting is found alone, in a list, in a graph, and with line breaks in its texts', () => {
  const posting = { '@type': 'JobPosting', title: 'Baker' }
  for (const value of [posting, [posting], { '@graph': [{ '@type': 'Thing' }, posting] }, { a: { b: [posting] } }])
    assert.equal(findJobPosting(JSON.stringify(value))?.['title'], 'Baker')
  assert.equal(findJobPosting('{"@type":"https://schema.org/JobPosting","title":"Ba\nker"}')?.['title'], 'Ba ker')
  for (const text of ['', '{', 'null', '"JobPosting"', '[1]']) assert.equal(findJobPosting(text), undefined)
})

test('fields become lines; what is not of the shape is left out', () => {
  const facts = factsOfPosting({
    title: ' Baker \n of bread ',
    hiringOrganization: { name: 'Ovens' },
    jobLocation: [{ address: { addressLocality: 'Metz', addressCountry: { name: 'France' } } }, 7],
    baseSalary: { currency: 'EUR', value: { minValue: 30_000, maxValue: 35_000, unitText: 'YEAR' } },
    employmentType: ['FULL_TIME', { a: 1 }],
    validThrough: { a: 1 },
  })
  assert.deepEqual(facts, {
    title: 'Baker of bread',
    company: 'Ovens',
    location: 'Metz, France; 7',
    salary: '30000 to 35000 EUR a year',
    employmentType: 'full-time',
  })
})

test('other fields count for what the description does not say', () => {
  const posting = {
    skills: 'Rye, Sourdough, Spelt',
    qualifications: 'You know rye; A driving licence',
    experienceRequirements: { monthsOfExperience: 36 },
    educationRequirements: 'no requirements',
  }
  assert.deepEqual(requirementFields(posting, 'You know rye and sourdough'), [
    ['Qualifications', ['A driving licence']],
    ['Required experience', ['3+ years of experience']],
    ['Required skills', ['Spelt']],
  ])
})
