import assert from 'node:assert/strict'
import { test } from 'node:test'
import { looksLikeResume } from './looks-like-resume.ts'

const resumes: Record<string, string> = {
  'English, with dates and an address':
    'Mia Miller\nBaker\nmia@example.org · +49 30 1234567\n\nExperience\nBaker, Ovens\nMetz · 2019-03 – present\n• Baked 900 loaves a day\nApprentice, Mills\n2016-01 – 2019-02\n\nSkills\nSourdough\nRye bread\n\nLanguages\nGerman',
  Markdown: '# Curriculum vitae\n\n## Mia Miller\n\n## Work experience\n\nBaker\n\n## Education\n\nBread School',
  German:
    'Lebenslauf\n\nMia Müller\n\nBerufserfahrung\n03/2019 - heute  Bäckerin\n01/2016 - 02/2019  Lehrling\n\nAusbildung\n2013 - 2016 Brotschule\n\nSprachen\nDeutsch',
  French:
    'Mia Meunier\nmia@example.org\n\nExpérience professionnelle\nBoulangère, Metz, 2019 – aujourd’hui\nApprentie, 2016 – 2019\n\nFormation\nÉcole du pain',
  'of somebody who writes of applications, requirements and hiring':
    'Mia Miller\nSoftware engineer · mia@example.org\n\nWork experience\nEngineer, Mills, 2019-03 – present\n• Built web applications and gathered requirements\n• Took part in hiring interviews and wrote job applications software\nTrainee, 2016 – 2019\n\nEducation\nBSc, 2013 – 2016\n\nSkills\nJava',
  'JSON Resume': '{"basics":{"name":"Mia"},"work":[{"position":"Baker"}]}',
}
for (const [name, text] of Object.entries(resumes)) test(`a résumé: ${name}`, () => assert.ok(looksLikeResume(text)))

test('postings are none, with the headings and the dates that some have', () => {
  for (const text of [
    'Baker\n\nExperience\n- 3 years of rye\n\nEducation\n- Bread School\n\nSkills\n- Sourdough\n\nContract from 2026 to 2028. Apply to jobs@example.org, we offer bread.',
    'Baker\njobs@example.org\n\nExperience\nYou have baked.\n\nSkills\nYou bring rye.\n\nLanguages\nGerman. We are looking for you.',
    'Requirements\n- Rye',
    'Baker\njobs@example.org\n\nExperience\n2019 - present in bakeries\n\nEducation\n2016 - 2019\n\nSkills\n2013 - 2016\n\nRequirements:\nRye',
  ])
    assert.ok(!looksLikeResume(text), text)
})

test('a long row of anything is read in a moment', () => {
  const began = performance.now()
  for (const piece of ['2019 - ', '+49 ', 'a@', 'experience\n', '1'])
    looksLikeResume(piece.repeat(200_000 / piece.length))
  assert.ok(performance.now() - began < 2_000, `${performance.now() - began} ms`)
})
