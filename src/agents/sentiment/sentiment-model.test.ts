import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { createSentimentAnalyzer, type Sentiment } from './sentiment-model.ts'

const analyze = createSentimentAnalyzer()

const plain: [text: string, language: string, sentiment: Sentiment][] = [
  ['This is amazing!', 'en', 'positive'],
  ['The service is not good', 'en', 'negative'],
  ['The server restarted at 10.', 'en', 'neutral'],
  ['I hate this, it crashes all the time.', 'en', 'negative'],
  ['Das ist nicht schlecht', 'de', 'positive'],
  ['Der Service ist sehr gut, vielen Dank!', 'de', 'positive'],
  ['Ich bin nicht zufrieden mit dem Drucker.', 'de', 'negative'],
  ['Der Server wurde um 10 Uhr neu gestartet.', 'de', 'neutral'],
  ["Ce n'est pas une bonne solution, je suis déçu.", 'fr', 'negative'],
  ['Merci beaucoup, le service est excellent.', 'fr', 'positive'],
  ['La réunion est à trois heures.', 'fr', 'neutral'],
  ['El servicio no es bueno, estoy decepcionado.', 'es', 'negative'],
  ['¡Me encanta, funciona perfectamente!', 'es', 'positive'],
  ['La reunión es a las tres.', 'es', 'neutral'],
]
for (const [text, language, sentiment] of plain) {
  test(`${language}, ${sentiment}: ${text}`, () => {
    const found = analyze(text)
    assert.deepEqual([found.language, found.sentiment], [language, sentiment])
  })
}

const margin = (text: string): number => {
  const { positiveScore, negativeScore } = analyze(text)
  return positiveScore - negativeScore
}

const turned: [plain: string, negated: string][] = [
  ['The answer was good.', 'The answer was not good.'],
  ['La réponse est bonne.', "La réponse n'est pas bonne."],
  ['Die Antwort war gut.', 'Die Antwort war nicht gut.'],
  ['La respuesta fue buena.', 'La respuesta no fue buena.'],
]
for (const [text, negated] of turned) {
  test(`a negation turns it: ${negated}`, () => assert.ok(margin(text) > 0.2 && margin(negated) < -0.2))
}

const stronger: [plain: string, intensified: string][] = [
  ['The new tool is helpful.', 'The new tool is extremely helpful.'],
  ['Le nouvel outil est utile.', 'Le nouvel outil est vraiment utile.'],
  ['Das neue Werkzeug ist hilfreich.', 'Das neue Werkzeug ist sehr hilfreich.'],
  ['La nueva herramienta es útil.', 'La nueva herramienta es muy útil.'],
]
for (const [text, intensified] of stronger) {
  test(`an intensifier adds: ${intensified}`, () => assert.ok(margin(intensified) > margin(text)))
}

for (const text of ['The printer', 'Die Sitzung ist heute', 'La réunion est demain', 'La reunión es mañana']) {
  test(`emoji and emoticons move it: ${text}`, () => {
    assert.ok(margin(`${text} 😍`) > margin(text) && margin(`${text} :-)`) > margin(text))
    assert.ok(margin(`${text} 😡`) < margin(text) && margin(`${text} :(`) < margin(text))
  })
}

test('the scores are probabilities, and the confidence is that of the sentiment', () => {
  for (const [text] of plain) {
    const { sentiment, confidence, positiveScore, negativeScore, neutralScore } = analyze(text)
    assert.ok(Math.abs(positiveScore + negativeScore + neutralScore - 1) < 1e-9)
    assert.equal(confidence, { positive: positiveScore, negative: negativeScore, neutral: neutralScore }[sentiment])
    assert.equal(confidence, Math.max(positiveScore, negativeScore, neutralScore))
  }
})

const foreign = [
  'Questo è un testo davvero bello',
  'Dit is een heel goede zin',
  'To jest bardzo dobry dzień',
  'Это очень хорошо',
]
for (const text of foreign) {
  test(`another language has no sentiment but that of its emoji: ${text}`, () => {
    const bare = analyze(text)
    assert.deepEqual([bare.language, bare.sentiment, bare.keywords], ['und', 'neutral', []])
    assert.ok(bare.confidence < 0.5)
    assert.equal(analyze(`${text} 😍😍`).sentiment, 'positive')
    assert.equal(analyze(`${text} 😡`).sentiment, 'negative')
  })
}

test('a single known word tells its language', () => {
  const found = analyze('Awesome!')
  assert.deepEqual([found.language, found.sentiment], ['en', 'positive'])
})

test('no text is neutral', () => {
  for (const text of ['', '   ', '\n', '...', '42']) {
    const found = analyze(text)
    assert.deepEqual([found.sentiment, found.language, found.keywords], ['neutral', 'und', []])
  }
})

test('keywords are exact spans, with negated phrases whole, also after surrogate pairs', () => {
  const text = '👩‍💻🎉 The 𝒯eam was not very helpful 😡 but the ＲＥＳＵＬＴ is great'
  const { keywords } = analyze(text, { language: 'en' })
  assert.deepEqual(
    keywords.map((keyword) => [keyword.text, keyword.polarity]),
    [
      ['🎉', 'positive'],
      ['not very helpful', 'negative'],
      ['😡', 'negative'],
      ['great', 'positive'],
    ],
  )
  for (const keyword of keywords) assert.equal(text.slice(keyword.start, keyword.end), keyword.text)
})

test('a negation that follows belongs to the phrase, and a solved trouble is good news', () => {
  assert.deepEqual(
    analyze('Das gefällt mir nicht.').keywords.map((keyword) => [keyword.text, keyword.polarity]),
    [['gefällt mir nicht', 'negative']],
  )
  const { keywords } = analyze('The new release fixed the crash.')
  assert.ok(keywords.some(({ text, polarity }) => text === 'crash' && polarity === 'positive'))
})

test('in detail, words the model decided by are added, without overlap', () => {
  for (const text of ['The VPN is down for the third time this week', 'Not good, the wifi drops again 😡']) {
    const detailed = analyze(text, { detailed: true }).keywords
    assert.ok(detailed.length > analyze(text).keywords.length)
    for (const [index, { start, end, text: word }] of detailed.entries()) {
      assert.equal(text.slice(start, end), word)
      assert.ok(start >= (detailed[index - 1]?.end ?? 0))
    }
  }
})

test('a megabyte of text is read in linear time', () => {
  const start = process.cpuUsage().user
  assert.equal(analyze('This is wonderful, thank you. '.repeat(35_000)).sentiment, 'positive')
  assert.ok(process.cpuUsage().user - start < 10e6)
})

test('the same text gives the same analysis', () => {
  const fresh = createSentimentAnalyzer()
  for (const [text] of plain) assert.deepEqual(fresh(text, { detailed: true }), analyze(text, { detailed: true }))
})

test('the models and lexicons together are under a megabyte', () => {
  for (const folder of ['models', 'lexicons'])
    assert.ok(readdirSync(new URL(`./${folder}/`, import.meta.url)).length >= 5)
  const size = ['models', 'lexicons'].reduce((sum, folder) => {
    const names = readdirSync(new URL(`./${folder}/`, import.meta.url))
    return names.reduce((total, name) => total + statSync(new URL(`./${folder}/${name}`, import.meta.url)).size, sum)
  }, 0)
  assert.ok(size < 1e6, `${size} bytes`)
})
