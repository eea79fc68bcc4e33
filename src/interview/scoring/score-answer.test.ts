import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sentenceSpans, type Language } from '#twin'
import type { AppError } from '../../errors.ts'
import type { QuestionKind } from './rubric.ts'
import { maxAnswerCharacters, scoreAnswer } from './score-answer.ts'

interface Case {
  language: Exclude<Language, 'und'>
  question: string
  kind: QuestionKind
  strong: string
  weak: string
}

const cases: Case[] = [
  {
    language: 'en',
    question: 'Tell me about a time you improved a process.',
    kind: 'behavioural',
    strong:
      'At a dental laboratory I shortened the way of a crown by two days. For a week I stuck a slip on each of 83 models and wrote the time when they were taken. It showed that the work took five hours and the waiting nine days. I suggested firing the furnace at 11 and at 16. The owner feared the bill, so I measured that as well: 38 euros more a month. We tried it in June, and dispatch went from eleven days to nine.',
    weak: 'Process improvement is my passion. I always see waste everywhere and I am a very proactive person. People should be open to change, it is important for everybody.',
  },
  {
    language: 'de',
    question: 'Erzählen Sie von einer Verbesserung, die Sie eingeführt haben.',
    kind: 'behavioural',
    strong:
      'In einem Zahnlabor habe ich den Weg einer Krone um zwei Tage verkürzt. Eine Woche lang klebte ich an 83 Modelle einen Zettel und notierte jede Übergabe. So zeigte ich, dass die Arbeit fünf Stunden dauerte und das Warten neun Tage. Ich schlug vor, den Ofen um 11 und um 16 Uhr anzuheizen. Mein Chef fürchtete die Stromrechnung, deshalb habe ich auch das gemessen: 38 Euro mehr im Monat. Im Juni haben wir es getestet, und die Lieferzeit sank von elf auf neun Tage.',
    weak: 'Verbesserungen sind meine Leidenschaft. Ich bin immer proaktiv und sehr motiviert. Man muss offen für Neues sein, das ist für alle wichtig.',
  },
  {
    language: 'fr',
    question: 'Parlez-moi d’une amélioration que vous avez introduite.',
    kind: 'behavioural',
    strong:
      'Dans un laboratoire dentaire, j’ai réduit de deux jours le trajet d’une couronne. Pendant une semaine, j’ai collé une fiche sur 83 modèles et j’ai noté chaque passage. J’ai montré que le travail prenait cinq heures et l’attente neuf jours. J’ai proposé d’allumer le four à 11 heures et à 16 heures. Mon chef craignait la facture, donc j’ai mesuré cela aussi : 38 euros de plus par mois. Nous avons essayé en juin et le délai est passé de onze jours à neuf.',
    weak: 'L’amélioration est ma passion. Je suis toujours très proactif et motivé. Il faut être ouvert au changement, c’est important pour tout le monde.',
  },
  {
    language: 'es',
    question: 'Hábleme de una mejora que usted introdujo.',
    kind: 'behavioural',
    strong:
      'En un laboratorio dental reduje dos días el camino de una corona. Durante una semana pegué una ficha en 83 modelos y anoté cada entrega. Comprobé que el trabajo duraba cinco horas y la espera nueve días. Propuse encender el horno a las 11 y a las 16. Mi jefe temía la factura, así que también la medí: 38 euros más al mes. Lo probamos en junio y la entrega bajó de once días a nueve.',
    weak: 'La mejora es mi pasión. Siempre soy muy proactivo y estoy motivado. Hay que estar abierto al cambio, es importante para todo el mundo.',
  },
]

const padding: Record<Case['language'], string> = {
  en: 'I think communication is always very important. At the end of the day it is all about people.',
  de: 'Ich denke, Kommunikation ist immer sehr wichtig. Am Ende geht es ja doch um die Menschen.',
  fr: 'Je pense que la communication est toujours très importante. Au fond, il s’agit des gens.',
  es: 'Creo que la comunicación siempre es muy importante. En el fondo se trata de la gente.',
}

for (const { language, question, kind, strong, weak } of cases) {
  const total = (answer: string) => scoreAnswer({ question, kind, answer }).total

  test(`what tells a case is above what praises [${language}]`, () => {
    const score = scoreAnswer({ question, kind, answer: strong })
    assert.equal(score.language, language)
    assert.ok(score.total >= 50, `strong: ${score.total}`)
    assert.ok(total(weak) <= 10, `weak: ${total(weak)}`)
  })

  test(`padding, stuffing, echoing, repeating and shuffling raise nothing [${language}]`, () => {
    for (const answer of [strong, weak]) {
      const before = total(answer)
      const sentences = sentenceSpans(answer, language).map(({ start, end }) => answer.slice(start, end))
      const attacked: Record<string, string> = {
        padded: `${answer} ${padding[language]}`,
        stuffed: `${answer} Kubernetes, Terraform, Scrum, KPI, ROI, SQL, Python, Lean.`,
        echoing: `${question} ${answer}`,
        repeating: `${answer} ${answer}`,
        shuffled: sentences.toReversed().join(' '),
      }
      for (const [attack, text] of Object.entries(attacked))
        assert.ok(total(text) <= before, `${attack}: ${before} became ${total(text)}`)
    }
  })
}

test('the total is the weighted mean of the dimensions, and lies in its band', () => {
  for (const { question, kind, strong, weak } of cases)
    for (const answer of [strong, weak]) {
      const { total, band, dimensions } = scoreAnswer({ question, kind, answer })
      const mean = Object.values(dimensions).reduce((sum, { points, weight }) => sum + weight * points, 0)
      assert.ok(Math.abs(mean - total) <= 1, `${mean} and ${total}`)
      assert.ok(band.low <= total && total <= band.high)
    }
})

test('what a good answer contains counts when it is said, and not when it is recited', () => {
  const question = 'How do you find out why a script is slow?'
  const looksFor = ['Measures with a profiler before changing any code.', 'Confirms the improvement on realistic data.']
  const total = (answer: string) => scoreAnswer({ question, kind: 'technical', answer, looksFor }).dimensions.relevance
  const said = 'I measured with a profiler first, because guessing cost me two days once.'
  assert.ok(total(said).points > total('I changed the loop first, because guessing cost me two days once.').points)
  assert.equal(total(looksFor.join(' ')).points, 0)
})

test('an answer that cannot be scored is refused with the reason', () => {
  const score = (answer: string) => scoreAnswer({ question: 'Why?', kind: 'cultural', answer })
  const refused = (message: RegExp) => (error: AppError) =>
    error.code === 'invalid_input' && message.test(error.message)
  assert.throws(() => score(' … '), refused(/no words/))
  assert.throws(() => score('word '.repeat(20_000)), refused(/at most 20,000 characters.*100,000/))
})

test('the longest answers take bounded time', () => {
  const sentence = (index: number) => `I moved report ${index} to replica ${index * 7} on Monday because it was slow.`
  const worst = [
    Array.from({ length: 400 }, (_, index) => sentence(index)).join(' '),
    'No. '.repeat(6_000),
    'x1. y2. '.repeat(3_000),
    ','.repeat(15_000) + 'word',
    `${'a '.repeat(9_000)}end`,
  ]
  for (const text of worst) {
    const begun = performance.now()
    scoreAnswer({
      question: 'What did you do?',
      kind: 'behavioural',
      answer: text.slice(0, maxAnswerCharacters),
      language: 'en',
    })
    assert.ok(performance.now() - begun < 5_000, `${text.slice(0, 20)} took ${performance.now() - begun} ms`)
  }
})

test('an outcome in figures is a result, whatever verb it is told with, and is quoted as one', () => {
  const outcome = 'All 3 million readings were in by 05:20, 40 minutes before the deadline.'
  const { result, specificity } = scoreAnswer({
    question: 'Tell me about a time you worked against the clock.',
    kind: 'behavioural',
    answer: `I had to load the readings before the reports ran. I split the load into 12 parts and ran them side by side. ${outcome}`,
  }).dimensions
  assert.deepEqual(
    result.quotes.map(({ text }) => text),
    [outcome],
  )
  assert.ok(result.points >= 35, `${result.points}: it would be asked for again`)
  assert.ok(specificity.quotes.some(({ text }) => text === outcome))
})

test('a quote shows its dimension better than what it leaves out', () => {
  const { dimensions } = scoreAnswer({
    question: 'Tell me about a mistake.',
    kind: 'behavioural',
    answer:
      'At a parcel company in June 2021 I dropped a table of 40,000 addresses. I told my manager, restored the export and compared 12 counts. I learnt to look at the prompt first, and in two years nobody on my team has dropped one since.',
  })
  assert.match(dimensions.situation.quotes[0]!.text, /^At a parcel company/)
  assert.match(dimensions.evidence.quotes.at(-1)!.text, /^I learnt/)
  assert.doesNotMatch(dimensions.result.quotes.map(({ text }) => text).join(' '), /^At a parcel company/)
})
