export const languages = ['en', 'fr', 'de', 'es'] as const
export type WidgetLanguage = (typeof languages)[number]

/** Everything the widget says by itself, in one language. Answers, refusals and suggestions are the twin's own words. */
export interface Words {
  ask(name: string): string
  introduction(name: string): string
  close: string
  question: string
  questionFor(name: string): string
  send: string
  stop: string
  looking: string
  suggestions: string
  citation(number: number, title: string): string
  page(number: number): string
  readSource: string
  newTab: string
  stopped: string
  stoppedAdvice: string
  tryAgain: string
  tryAgainIn(seconds: number): string
  tooMany(characters: number): string
  left(characters: number): string
  answered(text: string, sources: number): string
  offline: Explained
  unreachable: Explained
  interrupted: Explained
  tooFast: Explained
  notReady: Explained
  refusedQuestion: Explained
  failed: Explained
}

/** What happened, and what to do. */
type Explained = readonly [title: string, advice: string]

export const wordsOf: Record<WidgetLanguage, Words> = {
  en: {
    ask: (name) => `Ask ${name}`,
    introduction: (name) => `Ask the digital twin of ${name}. Every sentence shows the source it comes from.`,
    close: 'Close',
    question: 'Ask a question',
    questionFor: (name) => `Your question for ${name}`,
    send: 'Ask',
    stop: 'Stop',
    looking: 'Looking in the sources',
    suggestions: 'You could ask',
    citation: (number, title) => `Citation ${number}: ${title}`,
    page: (number) => `page ${number}`,
    readSource: 'Read it in the source',
    newTab: 'opens a new tab',
    stopped: 'Stopped',
    stoppedAdvice: 'What is shown has been verified.',
    tryAgain: 'Try again',
    tryAgainIn: (seconds) => `Try again in ${seconds} s`,
    tooMany: (characters) => `${characters} characters too many`,
    left: (characters) => `${characters} characters left`,
    answered: (text, sources) => `Answer: ${text} ${sources === 1 ? 'One source' : `${sources} sources`} cited.`,
    offline: ['You are offline', 'Your question is kept. Try again when the connection is back.'],
    unreachable: ['The twin cannot be reached', 'Try again in a moment.'],
    interrupted: ['The answer broke off', 'The connection was lost on the way. Try again to get the whole answer.'],
    tooFast: ['Too many questions at once', 'Wait a little, then try again.'],
    notReady: ['The twin is not ready', 'Try again in a moment.'],
    refusedQuestion: ['This question cannot be asked', 'Try it in other words.'],
    failed: ['Something went wrong', 'Trying again may help.'],
  },
  fr: {
    ask: (name) => `Interroger ${name}`,
    introduction: (name) =>
      `Interrogez le jumeau numérique de ${name}. Chaque phrase montre la source dont elle provient.`,
    close: 'Fermer',
    question: 'Poser une question',
    questionFor: (name) => `Votre question pour ${name}`,
    send: 'Demander',
    stop: 'Arrêter',
    looking: 'Recherche dans les sources',
    suggestions: 'Vous pourriez demander',
    citation: (number, title) => `Citation ${number} : ${title}`,
    page: (number) => `page ${number}`,
    readSource: 'Lire dans la source',
    newTab: 'ouvre un nouvel onglet',
    stopped: 'Arrêté',
    stoppedAdvice: 'Ce qui est affiché a été vérifié.',
    tryAgain: 'Réessayer',
    tryAgainIn: (seconds) => `Réessayer dans ${seconds} s`,
    tooMany: (characters) => `${characters} caractères de trop`,
    left: (characters) => `encore ${characters} caractères`,
    answered: (text, sources) =>
      `Réponse : ${text} ${sources === 1 ? 'Une source citée' : `${sources} sources citées`}.`,
    offline: ['Vous êtes hors ligne', 'Votre question est conservée. Réessayez quand la connexion sera rétablie.'],
    unreachable: ['Le jumeau est injoignable', 'Réessayez dans un instant.'],
    interrupted: ['La réponse s’est interrompue', 'La connexion a été perdue. Réessayez pour l’obtenir en entier.'],
    tooFast: ['Trop de questions à la fois', 'Attendez un peu, puis réessayez.'],
    notReady: ['Le jumeau n’est pas prêt', 'Réessayez dans un instant.'],
    refusedQuestion: ['Cette question ne peut pas être posée', 'Essayez avec d’autres mots.'],
    failed: ['Une erreur s’est produite', 'Réessayer peut aider.'],
  },
  de: {
    ask: (name) => `${name} fragen`,
    introduction: (name) =>
      `Fragen Sie den digitalen Zwilling von ${name}. Jeder Satz zeigt, aus welcher Quelle er stammt.`,
    close: 'Schließen',
    question: 'Eine Frage stellen',
    questionFor: (name) => `Ihre Frage an ${name}`,
    send: 'Fragen',
    stop: 'Anhalten',
    looking: 'Die Quellen werden durchsucht',
    suggestions: 'Sie könnten fragen',
    citation: (number, title) => `Beleg ${number}: ${title}`,
    page: (number) => `Seite ${number}`,
    readSource: 'In der Quelle lesen',
    newTab: 'öffnet einen neuen Tab',
    stopped: 'Angehalten',
    stoppedAdvice: 'Was zu sehen ist, wurde geprüft.',
    tryAgain: 'Noch einmal',
    tryAgainIn: (seconds) => `Noch einmal in ${seconds} s`,
    tooMany: (characters) => `${characters} Zeichen zu viel`,
    left: (characters) => `noch ${characters} Zeichen`,
    answered: (text, sources) => `Antwort: ${text} ${sources === 1 ? 'Eine Quelle' : `${sources} Quellen`} belegt.`,
    offline: ['Sie sind offline', 'Ihre Frage bleibt erhalten. Versuchen Sie es wieder, sobald die Verbindung steht.'],
    unreachable: ['Der Zwilling ist nicht erreichbar', 'Versuchen Sie es gleich noch einmal.'],
    interrupted: ['Die Antwort brach ab', 'Die Verbindung ging verloren. Noch einmal fragen bringt die ganze Antwort.'],
    tooFast: ['Zu viele Fragen auf einmal', 'Warten Sie kurz und fragen Sie dann noch einmal.'],
    notReady: ['Der Zwilling ist noch nicht bereit', 'Versuchen Sie es gleich noch einmal.'],
    refusedQuestion: ['Diese Frage kann nicht gestellt werden', 'Versuchen Sie es mit anderen Worten.'],
    failed: ['Etwas ist schiefgegangen', 'Ein neuer Versuch kann helfen.'],
  },
  es: {
    ask: (name) => `Preguntar a ${name}`,
    introduction: (name) => `Pregunte al gemelo digital de ${name}. Cada frase muestra la fuente de la que procede.`,
    close: 'Cerrar',
    question: 'Hacer una pregunta',
    questionFor: (name) => `Su pregunta para ${name}`,
    send: 'Preguntar',
    stop: 'Detener',
    looking: 'Buscando en las fuentes',
    suggestions: 'Podría preguntar',
    citation: (number, title) => `Cita ${number}: ${title}`,
    page: (number) => `página ${number}`,
    readSource: 'Leer en la fuente',
    newTab: 'abre una pestaña nueva',
    stopped: 'Detenido',
    stoppedAdvice: 'Lo que se muestra ha sido verificado.',
    tryAgain: 'Reintentar',
    tryAgainIn: (seconds) => `Reintentar en ${seconds} s`,
    tooMany: (characters) => `${characters} caracteres de más`,
    left: (characters) => `quedan ${characters} caracteres`,
    answered: (text, sources) =>
      `Respuesta: ${text} ${sources === 1 ? 'Una fuente citada' : `${sources} fuentes citadas`}.`,
    offline: ['Está sin conexión', 'Su pregunta se conserva. Reintente cuando vuelva la conexión.'],
    unreachable: ['No se puede contactar con el gemelo', 'Reintente en un momento.'],
    interrupted: ['La respuesta se interrumpió', 'Se perdió la conexión. Reintente para obtenerla entera.'],
    tooFast: ['Demasiadas preguntas a la vez', 'Espere un poco y reintente.'],
    notReady: ['El gemelo no está listo', 'Reintente en un momento.'],
    refusedQuestion: ['Esta pregunta no se puede hacer', 'Pruebe con otras palabras.'],
    failed: ['Algo salió mal', 'Reintentar puede ayudar.'],
  },
}
