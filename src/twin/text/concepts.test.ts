import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toolsByKind } from './concept-data/tool-kinds.ts'
import { concepts, conceptsOf, indexConceptsOf, wordsOf } from './concepts.ts'
import type { Language } from './language.ts'
import { fold, stem, tokenize } from './terms.ts'

type SpokenLanguage = Exclude<Language, 'und'>
const spokenLanguages: readonly SpokenLanguage[] = ['en', 'fr', 'de', 'es']

/**
 * Different words of two concepts that share a stem, each looked at: a country and its language or people mostly, else
 * words close in meaning ("manager" and "manage", "contratar" and "contrato") or both too common to do without ("vis").
 */
const sharedStems: Record<SpokenLanguage, string> = {
  en: 'manag',
  fr: 'vis franc holland finland grec tchequ turqu russ japon',
  de: 'niederland holland norweg ukrain japan',
  es: 'norueg ruman chin contrat motiv investig',
}

function conceptsIn(text: string, language: Language): Set<string> {
  return new Set(tokenize(text, language).flatMap((token) => (token.stop ? [] : conceptsOf(token.term, language))))
}

function isNumeral(id: string): boolean {
  return id.startsWith('number-')
}

test('ids are unique and safe as index terms', () => {
  const ids = concepts.map(([id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(
    ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)),
    [],
  )
})

test('every word of every concept is one token, no stop word, and leads to its concept', () => {
  for (const [id, concept] of concepts) {
    for (const language of spokenLanguages) {
      for (const word of wordsOf(concept, language)) {
        const [token, ...rest] = tokenize(word, language)
        assert.ok(token && rest.length === 0, `${language} ${id}: "${word}" is not one token`)
        assert.ok(!token.stop || isNumeral(id), `${language} ${id}: "${word}" is a stop word`)
        assert.ok(conceptsOf(token.term, language).includes(`~${id}`), `${language} "${word}" does not lead to ${id}`)
      }
    }
  }
})

test('no word leads to more than two concepts', () => {
  for (const language of [...spokenLanguages, 'und'] as const) {
    for (const [, concept] of concepts) {
      for (const word of language === 'und'
        ? Object.values(concept).flatMap((words) => words.split(' '))
        : wordsOf(concept, language)) {
        const found = conceptsOf(stem(word.toLowerCase(), language), language)
        assert.ok(found.length <= 2, `${language} "${word}": ${found.join(', ')}`)
      }
    }
  }
})

test('every concept joins at least two stems: one would be a term already', () => {
  for (const [id, concept] of concepts) {
    const stems = spokenLanguages.flatMap((language) =>
      wordsOf(concept, language).map((word) => stem(word.toLowerCase(), language)),
    )
    const tools = toolsByKind[id]?.split(' ') ?? []
    assert.ok(new Set([...stems, ...tools]).size > 1, id)
  }
})

test('a tool is found by its kind, never a kind by its tool', () => {
  assert.ok(indexConceptsOf(stem('wireguard', 'en'), 'en').includes('~vpn'))
  assert.deepEqual(conceptsOf(stem('vpn', 'en'), 'en'), ['~vpn'])
  assert.deepEqual(conceptsOf(stem('openvpn', 'en'), 'en'), [])
  const ids = new Set(concepts.map(([id]) => id))
  for (const id of Object.keys(toolsByKind)) assert.ok(ids.has(id), `${id} is no concept`)
})

test('every listed word adds a stem of its own', () => {
  for (const [id, concept] of concepts) {
    for (const [key, words] of Object.entries(concept)) {
      const within = key === 'all' ? spokenLanguages : [key as SpokenLanguage]
      for (const word of words.split(' ')) {
        const adds = within.some((language) => {
          const term = stem(word.toLowerCase(), language)
          return wordsOf(concept, language).filter((other) => stem(other.toLowerCase(), language) === term).length === 1
        })
        assert.ok(adds, `${id}, ${key}: "${word}" has the stem of another word of the list`)
      }
    }
  }
})

test('two concepts share a stem only by a word of both or after a look', () => {
  for (const language of spokenLanguages) {
    const words = new Map<string, Map<string, string>>()
    for (const [id, concept] of concepts) {
      for (const word of wordsOf(concept, language)) {
        const term = stem(word.toLowerCase(), language)
        words.set(term, (words.get(term) ?? new Map<string, string>()).set(id, word))
      }
    }
    const shared = [...words].filter(([, byConcept]) => new Set(byConcept.values()).size > 1).map(([term]) => term)
    assert.deepEqual(shared.sort(), sharedStems[language].split(' ').sort(), language)
  }
})

test('a word typed without its accents or umlauts leads to the same concepts', () => {
  for (const [word, plain, language] of [
    ['expérience', 'experience', 'fr'],
    ['rémunération', 'remuneration', 'fr'],
    ['sœur', 'soeur', 'fr'],
    ['Verfügbarkeit', 'Verfuegbarkeit', 'de'],
    ['Maßnahme', 'Massnahme', 'de'],
    ['inglés', 'ingles', 'es'],
    ['cumpleaños', 'cumpleanos', 'es'],
    ['résumé', 'resume', 'en'],
  ] as const) {
    const expected = conceptsIn(word, language)
    assert.ok(expected.size > 0, word)
    assert.deepEqual(conceptsIn(plain, language), expected, plain)
  }
})

test('a respelling never takes over a word of another concept', () => {
  assert.deepEqual(conceptsOf(stem('mars', 'fr'), 'fr'), ['~march'])
  assert.deepEqual(conceptsOf(stem('mil', 'es'), 'es'), ['~thousand'])
})

const translations: readonly (readonly [concept: string, words: Record<SpokenLanguage, string>])[] = [
  ['residence', { en: 'live', fr: 'habites', de: 'wohnst', es: 'vives' }],
  ['salary', { en: 'earn', fr: 'rémunération', de: 'Gehalt', es: 'sueldo' }],
  ['employer', { en: 'company', fr: 'entreprise', de: 'Arbeitgeber', es: 'empresa' }],
  ['colleague', { en: 'coworkers', fr: 'collègues', de: 'Kollegen', es: 'compañeros' }],
  ['english', { en: 'English', fr: 'anglais', de: 'Englisch', es: 'inglés' }],
  ['germany', { en: 'Germany', fr: 'Allemagne', de: 'Deutschland', es: 'Alemania' }],
  ['notice-period', { en: 'notice', fr: 'préavis', de: 'Kündigungsfrist', es: 'preaviso' }],
  ['degree', { en: 'degree', fr: 'diplômes', de: 'Abschluss', es: 'título' }],
  ['experience', { en: 'experience', fr: 'expérience', de: 'Berufserfahrung', es: 'experiencia' }],
  ['achievement', { en: 'proud', fr: 'réussite', de: 'Erfolg', es: 'logros' }],
  ['mistake', { en: 'mistakes', fr: 'erreurs', de: 'Fehler', es: 'errores' }],
  ['failure', { en: 'broke', fr: 'panne', de: 'ausgefallen', es: 'avería' }],
  ['backup', { en: 'backups', fr: 'sauvegardes', de: 'Datensicherung', es: 'respaldo' }],
  ['migration', { en: 'moved', fr: 'migré', de: 'migriert', es: 'migramos' }],
  ['monitoring', { en: 'monitored', fr: 'surveillance', de: 'überwacht', es: 'monitorización' }],
  ['data-protection', { en: 'GDPR', fr: 'RGPD', de: 'DSGVO', es: 'RGPD' }],
  ['artificial-intelligence', { en: 'AI', fr: 'IA', de: 'KI', es: 'IA' }],
  ['kubernetes', { en: 'k8s', fr: 'Kubernetes', de: 'K8s', es: 'kubernetes' }],
  ['postgres', { en: 'Postgres', fr: 'PostgreSQL', de: 'pg', es: 'postgres' }],
  ['december', { en: 'December', fr: 'décembre', de: 'Dezember', es: 'diciembre' }],
  ['number-3', { en: 'three', fr: 'trois', de: 'drei', es: 'tres' }],
  ['number-12', { en: '12', fr: 'douze', de: 'zwölf', es: 'doce' }],
]

for (const [concept, words] of translations) {
  test(`${Object.values(words).join(', ')} are one concept`, () => {
    for (const language of spokenLanguages) {
      const [token] = tokenize(words[language], language)
      assert.ok(conceptsOf(token!.term, language).includes(`~${concept}`), `${language} "${words[language]}"`)
    }
  })
}

const questions: readonly (readonly [question: string, Language, statement: string, Language])[] = [
  ['Where do you live?', 'en', 'I am based in Lyon.', 'en'],
  ['Où habites-tu ?', 'fr', 'My home is where I live: Lyon.', 'en'],
  ['¿Dónde vives?', 'es', 'Ich wohne seit 2016 in Grenoble.', 'de'],
  ['What do you earn?', 'en', 'Mein Gehalt beträgt 60.000 Euro.', 'de'],
  ['Wie lange ist deine Kündigungsfrist?', 'de', 'Notice period: three months.', 'en'],
  ['Quels diplômes avez-vous ?', 'fr', 'I hold a degree in computer science.', 'en'],
  ['Why did you resign?', 'en', 'J’ai démissionné pour déménager.', 'fr'],
  ['Have you ever dealt with an outage?', 'en', 'Une panne a touché le stockage.', 'fr'],
  ['What was the worst outage?', 'en', 'The incident began at night.', 'en'],
  ['Who is your boss?', 'en', 'My manager is Ana.', 'en'],
  ['Parles-tu allemand ?', 'fr', 'I speak German.', 'en'],
  ['Combien de personnes encadres-tu ?', 'fr', 'I lead a team of five.', 'en'],
  ['Wann hast du die Datenbank umgezogen?', 'de', 'We moved the database in May.', 'en'],
  ['¿Qué certificados tienes?', 'es', 'I am certified in Linux.', 'en'],
  ['Do you like to work from home?', 'en', 'Homeoffice ist mir wichtig, ich arbeite gern dort.', 'de'],
  ['What are your hobbies?', 'en', 'In meiner Freizeit fotografiere ich.', 'de'],
  ['How do you restore the files?', 'en', 'La restauration suit la procédure.', 'fr'],
  ['What is your biggest weakness?', 'en', 'Meine größte Schwäche ist Ungeduld.', 'de'],
]

for (const [question, asked, statement, written] of questions) {
  test(`"${question}" meets "${statement}"`, () => {
    const shared = conceptsIn(question, asked).intersection(conceptsIn(statement, written))
    assert.ok(shared.size > 0)
  })
}

test('what means something else stays apart', () => {
  for (const [text, language, concept] of [
    ['It runs quite well.', 'en', '~resignation'],
    ['The server speaks TLS.', 'en', '~certification'],
    ['He was fired.', 'en', '~dismissal'],
    ['international internal', 'en', '~internship'],
    ['a public cloud', 'en', '~publishing'],
    ['an object store', 'en', '~goal'],
    ['de la base de données', 'fr', '~residence'],
    ['maintenant il donne une attention', 'fr', '~maintenance'],
    ['Brand', 'de', '~fire'],
    ['lief', 'de', '~delivery'],
    ['la casa y el caso', 'es', '~family'],
    ['nada', 'es', '~swimming'],
  ] as const) {
    assert.ok(!conceptsIn(text, language).has(concept), `"${text}" is not about ${concept}`)
  }
})

test('an undetermined language knows longer words and abbreviations, and leaves out what languages dispute', () => {
  assert.deepEqual([...conceptsIn('Kubernetes K8s', 'und')], ['~kubernetes'])
  assert.deepEqual([...conceptsIn('expérience', 'und')], ['~experience'])
  assert.deepEqual([...conceptsIn('3', 'und')], ['~number-3'])
  assert.deepEqual([...conceptsIn('promotion', 'und')], [], 'a doctorate in German, a better job in English')
  assert.deepEqual([...conceptsIn('once', 'und')], [], '11 in Spanish, another word in English')
})

test('unknown words lead nowhere', () => {
  assert.deepEqual(conceptsOf('zzz', 'en'), [])
  assert.deepEqual(conceptsOf('', 'de'), [])
  assert.deepEqual(conceptsOf('constructor', 'en'), [])
  assert.deepEqual(conceptsOf(fold('~salary'), 'en'), [])
})
