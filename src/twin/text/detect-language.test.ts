import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detectLanguage } from './detect-language.ts'

const questions = {
  en: [
    'What is your job?',
    'Where do you live?',
    'Is Liva available?',
    'Salary?',
    'And in 2019?',
    'Do you speak German?',
    'notice period',
    'Can you code in Python?',
    'Who is Tomas Grevelund?',
  ],
  fr: [
    'Où habites-tu ?',
    'Quel est ton métier ?',
    'Et avant ?',
    "Qu'as-tu fait chez Acme ?",
    'Merci',
    'Parles-tu allemand ?',
    'ou habites tu',
    'Quelles certifications as-tu ?',
    "années d'expérience",
    'préavis',
  ],
  de: [
    'Wo wohnst du?',
    'Was ist dein Beruf?',
    'Und davor?',
    'Sprichst du Französisch?',
    'Danke',
    'Kündigungsfrist',
    'Wie alt bist du?',
    'Kannst du in Python programmieren?',
    'Deine Stärken?',
  ],
  es: [
    '¿Dónde vives?',
    'donde vives',
    '¿A qué te dedicas?',
    '¿Y antes?',
    'Gracias',
    '¿Salario?',
    'que estudiaste',
    '¿Hablas alemán?',
    'permiso de trabajo',
  ],
}

for (const [language, texts] of Object.entries(questions)) {
  test(`short questions in ${language}`, () => {
    const wrong = texts.filter((text) => detectLanguage(text) !== language)
    assert.deepEqual(wrong, [])
  })
}

test('names, products, numbers and nothing decide nothing', () => {
  for (const text of [
    '',
    '   ',
    '2024?',
    '😀',
    'Kubernetes?',
    'PostgreSQL 12',
    'Liva Ostrenkamp',
    'Кто ты такой и где ты живёшь?',
    '你住在哪里?',
  ]) {
    assert.equal(detectLanguage(text), 'en', text)
    assert.equal(detectLanguage(text, 'und'), 'und', text)
  }
})

test('longer texts in other languages are undetermined', () => {
  const texts = [
    'Mijn naam is Liva en ik werk als ingenieur. Al meer dan twaalf jaar zorg ik voor servers, databases en back-ups, eerst bij een logistiek bedrijf en daarna bij een onderzoeksinstituut. Ik meet graag wat we doen.',
    'Nazywam się Liva i pracuję jako inżynier. Od ponad dwunastu lat zajmuję się serwerami, bazami danych i kopiami zapasowymi, najpierw w firmie logistycznej, a potem w instytucie badawczym. Lubię mierzyć to, co robimy.',
    'Jag heter Liva och arbetar som driftingenjör. I mer än tolv år har jag tagit hand om servrar, databaser och säkerhetskopior, först på ett logistikföretag och sedan på ett forskningsinstitut.',
  ]
  for (const text of texts) assert.equal(detectLanguage(text, 'und'), 'und')
})

test('a German text with English terms is German', () => {
  assert.equal(
    detectLanguage(
      'Beim Deployment ist der Kubernetes-Cluster ausgefallen, deshalb haben wir das Backup restored.',
      'und',
    ),
    'de',
  )
})

test('only the beginning of a long text is read', () => {
  assert.equal(
    detectLanguage(
      'Wir haben das gestern nicht mehr geschafft. '.repeat(120) + 'No lo hemos terminado hasta hoy. '.repeat(10_000),
    ),
    'de',
  )
})
