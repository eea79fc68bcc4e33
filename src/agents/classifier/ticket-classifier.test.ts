import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { test } from 'node:test'
import { categories, type Category } from '#desk'
import { ticketTeams } from './teams.ts'
import { createTicketClassifier } from './ticket-classifier.ts'

const classifier = createTicketClassifier()

/** Plain sentences that stand in no training file. */
const plain: Record<string, Record<Category, string>> = {
  en: {
    network: 'The VPN drops whenever I work from home',
    hardware: 'The printer in the lobby has a paper jam',
    software: 'Excel crashes when I open the budget',
    account: 'I forgot my password and my account is locked',
    email: 'I cannot send emails, they stay in the outbox',
    security: 'I clicked on a link in a phishing mail',
    performance: 'My computer is extremely slow since Monday',
    database: 'The nightly backup of the database failed with a deadlock',
  },
  fr: {
    network: 'Le VPN se coupe dès que je suis en télétravail',
    hardware: "Bourrage papier dans l'imprimante du hall",
    software: "Excel plante à l'ouverture du budget",
    account: "J'ai oublié mon mot de passe et mon compte est verrouillé",
    email: "Mes mails restent dans la boîte d'envoi",
    security: "J'ai cliqué sur un lien dans un mail d'hameçonnage",
    performance: 'Mon ordinateur est très lent depuis lundi',
    database: 'La sauvegarde de la base de données a échoué cette nuit',
  },
  de: {
    network: 'Das VPN bricht im Homeoffice ständig ab',
    hardware: 'Papierstau im Drucker am Empfang',
    software: 'Excel stürzt beim Öffnen des Budgets ab',
    account: 'Ich habe mein Passwort vergessen und mein Konto ist gesperrt',
    email: 'Meine Mails bleiben im Postausgang hängen',
    security: 'Ich habe auf einen Link in einer Phishing-Mail geklickt',
    performance: 'Mein Rechner ist seit Montag extrem langsam',
    database: 'Das Backup der Datenbank ist heute Nacht fehlgeschlagen',
  },
  es: {
    network: 'La VPN se corta cuando trabajo desde casa',
    hardware: 'Atasco de papel en la impresora de recepción',
    software: 'Excel se cierra solo al abrir el presupuesto',
    account: 'Olvidé mi contraseña y mi cuenta está bloqueada',
    email: 'Mis correos se quedan en la bandeja de salida',
    security: 'Hice clic en el enlace de un correo de phishing',
    performance: 'Mi ordenador va lentísimo desde el lunes',
    database: 'Falló la copia de seguridad de la base de datos',
  },
}

for (const [language, sentences] of Object.entries(plain)) {
  test(`each category in ${language}, with its team, language and exact words`, () => {
    for (const category of categories) {
      const text = `😀 ${sentences[category]}`
      const found = classifier.classify(text)
      assert.equal(found.category, category, text)
      assert.equal(found.language, language, text)
      assert.equal(found.routed_to, ticketTeams[category])
      assert.equal(found.method, 'model+rules')
      assert.ok(found.subcategory, text)
      assert.ok(found.confidence >= 0.5 && found.confidence <= 1)
      assert.ok(found.words.length > 0, text)
      for (const word of found.words) assert.equal(text.slice(word.start, word.end), word.text)
    }
  })
}

test('nothing, noise and talk are not classified', () => {
  const texts = [
    '',
    '   \n\t ',
    '...',
    '12345',
    '🙂🙂🙂',
    'asdfgh jklö',
    'xkcd qwrtz plmnb vvzx',
    'zzzz zzzz zzzz',
    'Hello',
    'help',
    'thank you very much',
    'What is for lunch today?',
    'Joyeux anniversaire à tous',
    'Schönes Wochenende!',
    'La sopa estaba fría',
    'The weather is lovely, shall we take the bicycles?',
    'Die Blumen im Garten blühen schon.',
  ]
  for (const text of texts) {
    const found = classifier.classify(text)
    assert.equal(found.category, null, `${text}: ${found.category} ${found.confidence}`)
    assert.equal(found.method, 'abstained')
    assert.equal(found.routed_to, 'Service desk')
    assert.equal(found.subcategory, null)
    assert.deepEqual(found.words, [])
  }
})

test('a ticket in a language it does not know is not classified', () => {
  const texts = [
    'プリンターから紙が出てきません。助けてください。',
    'VPNに接続できません',
    'Принтер не печатает с самого утра',
    'لا أستطيع الدخول إلى البريد',
    '打印机不工作了',
    'Drukarka na drugim piętrze nie działa, proszę o pomoc',
    'Nie mogę zalogować się do poczty od wczoraj',
    'La stampante non stampa più da questa mattina',
    'Non riesco ad accedere alla mia casella di posta',
    'Não consigo acessar meu e-mail desde ontem',
    'De printer op de tweede verdieping doet het niet meer',
    'Skrivaren på andra våningen fungerar inte längre',
    'Tulostin toisessa kerroksessa ei toimi enää',
    'Yazıcı sabahtan beri çalışmıyor, yardım eder misiniz',
    'A nyomtató reggel óta nem működik',
    'Tiskárna ve druhém patře nefunguje',
    'Imprimanta de la etajul doi nu mai funcționează',
  ]
  for (const text of texts) {
    const { category, confidence, language } = classifier.classify(text)
    assert.equal(category, null, `${text}: ${category} ${confidence}`)
    if (!/[a-z]{3}/.test(text)) assert.equal(language, 'und', text)
  }
})

test('the access to a thing is a matter of accounts, not of the thing', () => {
  assert.equal(classifier.classify('Please grant me read access to the sales database').category, 'account')
  assert.equal(classifier.classify('Need permission for the shared drive').category, 'account')
})

test('priority follows impact and urgency, and a given one overrides it', () => {
  const priorityOf = (text: string): string => classifier.classify(text).priority
  assert.equal(priorityOf('Ransom note on all production servers, files are being encrypted'), 'critical')
  assert.equal(priorityOf('Die Produktion steht still, niemand kann auf die Datenbank zugreifen'), 'critical')
  assert.equal(priorityOf('I am locked out and cannot work, the deadline is today'), 'high')
  assert.equal(priorityOf('Mon écran clignote'), 'medium')
  assert.equal(priorityOf('¿Cómo cambio la firma del correo? No es urgente'), 'low')
  assert.equal(classifier.classify('Mon écran clignote', { priority: 'critical' }).priority, 'critical')
})

test('a text that was read before is classified the same, and so does a second classifier', () => {
  const texts = Object.values(plain).flatMap((sentences) => Object.values(sentences))
  const first = texts.map((text) => classifier.classify(text))
  const second = createTicketClassifier()
  assert.deepEqual(
    texts.toReversed().map((text) => second.classify(text)),
    first.toReversed(),
  )
})

test('5,000 characters take well under a second', () => {
  const begun = performance.now()
  classifier.classify('The printer on my desk is slow and the database of the payroll server is down. '.repeat(63))
  assert.ok(performance.now() - begun < 1_000)
})

test('the model takes less than 600 kB', () => {
  assert.ok(statSync(new URL('./ticket-model.bin', import.meta.url)).size < 600_000)
})
