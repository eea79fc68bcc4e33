import type { VerifiedLanguage } from '../lexicon/lexicon.ts'

/**
 * Honest wordings of other sentences, in the way language models shorten: [language, source, wording]. Written after the
 * rules and run once before anything was changed for them; the test says both figures.
 */
export const heldOut: readonly (readonly [VerifiedLanguage, string, string])[] = [
  [
    'en',
    'In March 2023 our on-call rota had six people, who received 1,850 alerts a week on average.',
    'In March 2023 our on-call rota had six people.',
  ],
  [
    'en',
    'I exported every alert of the last 52 weeks and joined them with the ticket system.',
    'I exported every alert of the last 52 weeks.',
  ],
  [
    'en',
    'I exported every alert of the last 52 weeks and joined them with the ticket system.',
    'I exported every alert of the last 52 weeks and joined them with the ticket system.',
  ],
  [
    'en',
    'The first version caught 29 of 31 incidents, and the second version caught all 31.',
    'The second version caught all 31.',
  ],
  [
    'en',
    'The first version caught 29 of 31 incidents, and the second version caught all 31.',
    'The first version caught 29 of 31 incidents.',
  ],
  [
    'en',
    'The old and new rules ran side by side for two weeks in June 2023.',
    'The old and new rules ran side by side for two weeks.',
  ],
  ['en', 'Ines asks for evidence and gives it.', 'I ask for evidence and give it.'],
  [
    'en',
    'Ines explains statistics in a way that the finance department understands.',
    'I explain statistics in a way that the finance department understands.',
  ],
  [
    'en',
    'The backlog fell from 640 open tickets in January to 352 in December, which is 45 % less.',
    'The backlog fell from 640 open tickets in January to 352 in December.',
  ],
  [
    'en',
    'Since 2021 I have worked as Senior Operations Engineer at Brillane Energy in Lyon, France; this is my current position.',
    'I have worked as Senior Operations Engineer at Brillane Energy since 2021.',
  ],
  [
    'en',
    'Since 2021 I have worked as Senior Operations Engineer at Brillane Energy in Lyon, France; this is my current position.',
    'Since 2021 I have worked as Senior Operations Engineer at Brillane Energy.',
  ],
  [
    'en',
    'From March 2013 to August 2016 I worked as IT Support Technician at Corvane Logistics in Grenoble, for 3 years and 5 months.',
    'I worked as IT Support Technician at Corvane Logistics from March 2013 to August 2016.',
  ],
  [
    'en',
    'My highest degree is a Master of Science in Applied Statistics from the University of Grenoble.',
    'My highest degree is a Master of Science in Applied Statistics.',
  ],
  [
    'en',
    'I obtained the certificate PostgreSQL Professional from Brill Institute in May 2020.',
    'I obtained the certificate PostgreSQL Professional in May 2020.',
  ],
  [
    'en',
    'I obtained the certificate PostgreSQL Professional from Brill Institute in May 2020.',
    'In May 2020, I obtained the certificate PostgreSQL Professional from Brill Institute.',
  ],
  ['en', 'I speak English; my level is C1.', 'My level is C1.'],
  ['en', 'I run IT operations and I measure them.', 'I run IT operations.'],
  [
    'en',
    'For thirteen years I have looked after Linux servers, databases, backups and monitoring.',
    'I have looked after Linux servers, databases, backups and monitoring for thirteen years.',
  ],
  [
    'en',
    'For thirteen years I have looked after Linux servers, databases, backups and monitoring.',
    'I have looked after Linux servers for thirteen years.',
  ],
  ['en', 'I lead six engineers who run 380 virtual servers and 46 PostgreSQL databases.', 'I lead six engineers.'],
  [
    'en',
    'Cut access-request tickets from 361 to 118 a month with the self-service portal Doorman.',
    'I cut access-request tickets from 361 to 118 a month.',
  ],
  [
    'en',
    'Restored a 3.2 TB file share in 19 hours after a ransomware attack in June 2017; no ransom was paid.',
    'I restored a 3.2 TB file share in 19 hours.',
  ],
  [
    'en',
    'Restored a 3.2 TB file share in 19 hours after a ransomware attack in June 2017; no ransom was paid.',
    'I restored a 3.2 TB file share in 19 hours after a ransomware attack in June 2017.',
  ],
  [
    'en',
    'Restored a 3.2 TB file share in 19 hours after a ransomware attack in June 2017; no ransom was paid.',
    'No ransom was paid.',
  ],
  [
    'en',
    'Tomas Verrick, head of platform operations, approved the budget on 3 May 2021.',
    'Tomas Verrick approved the budget on 3 May 2021.',
  ],
  [
    'en',
    'The budget was approved by Tomas Verrick on 3 May 2021.',
    'On 3 May 2021 the budget was approved by Tomas Verrick.',
  ],
  ['en', 'The budget was approved by Tomas Verrick on 3 May 2021.', 'Tomas Verrick approved the budget in May 2021.'],
  [
    'en',
    'I collected the 31 real incidents and replayed the stored metrics with a small test harness in Python.',
    'I replayed the stored metrics with a small test harness in Python.',
  ],
  [
    'en',
    'I collected the 31 real incidents and replayed the stored metrics with a small test harness in Python.',
    'I collected the 31 real incidents.',
  ],
  [
    'en',
    'Nobody left the team in 2024; in the two years before we lost three people.',
    'Nobody left the team in 2024.',
  ],
  [
    'en',
    'We accepted a median delay of 70 seconds compared with the old rules.',
    'We accepted a median delay of 70 seconds.',
  ],
  [
    'en',
    'I personally wrote the nine-page recovery plan for the institute.',
    'I wrote the nine-page recovery plan for the institute.',
  ],
  ['en', 'I moved to Lyon in September 2018, and I still live there.', 'I moved to Lyon in September 2018.'],
  ['en', 'The talk lasted 25 minutes and was attended by 140 people.', 'The talk lasted 25 minutes.'],
  ['en', 'The talk lasted 25 minutes and was attended by 140 people.', 'The talk was attended by 140 people.'],
  ['en', 'I gave seven of the twelve sessions, and Noor gave the other five.', 'I gave seven of the twelve sessions.'],
  [
    'fr',
    "Le groupe électrogène a démarré normalement, mais l'onduleur de la salle B n'a pas tenu.",
    'Le groupe électrogène a démarré normalement.',
  ],
  [
    'fr',
    "J'ai partagé l'équipe en trois groupes : le stockage, les bases de données et la communication.",
    "J'ai partagé l'équipe en trois groupes.",
  ],
  [
    'fr',
    'Le 13 juin 2024, nous avons arrêté volontairement les mêmes serveurs.',
    'Nous avons arrêté volontairement les mêmes serveurs le 13 juin 2024.',
  ],
  [
    'fr',
    "J'ai obtenu un master de statistique appliquée à l'université de Grenoble en 2021.",
    "En 2021, j'ai obtenu un master de statistique appliquée à l'université de Grenoble.",
  ],
  ['fr', 'Ines dirige une équipe de six ingénieurs à Lyon.', 'Je dirige une équipe de six ingénieurs à Lyon.'],
  ['fr', 'Soixante-quatorze serveurs se sont arrêtés brutalement.', '74 serveurs se sont arrêtés brutalement.'],
  ['fr', 'La durée totale a été de 3 heures et 25 minutes.', 'La durée totale a été de trois heures et 25 minutes.'],
  [
    'de',
    'Seit 2021 arbeite ich als Leiterin des Betriebs bei Brillane Energie in Lyon.',
    'Ich arbeite seit 2021 als Leiterin des Betriebs bei Brillane Energie in Lyon.',
  ],
  ['de', 'Ines leitet ein Team von sechs Ingenieuren in Lyon.', 'Ich leite ein Team von sechs Ingenieuren in Lyon.'],
  [
    'de',
    'Ich habe im Juni 2017 nach einem Angriff 3,2 TB Daten in 19 Stunden wiederhergestellt.',
    'Ich habe im Juni 2017 3,2 TB Daten in 19 Stunden wiederhergestellt.',
  ],
  ['de', 'Der Vortrag dauerte 25 Minuten, und 140 Personen hörten zu.', 'Der Vortrag dauerte 25 Minuten.'],
  ['de', 'Ich spreche fließend Französisch und gut Englisch.', 'Ich spreche fließend Französisch.'],
  [
    'es',
    'Desde 2021 trabajo como ingeniera de operaciones en Brillane Energía, en Lyon.',
    'Trabajo como ingeniera de operaciones en Brillane Energía desde 2021.',
  ],
  [
    'es',
    'En 2018 escribí el plan de recuperación del instituto, de nueve páginas.',
    'Escribí el plan de recuperación del instituto en 2018.',
  ],
  ['es', 'La charla duró 25 minutos y asistieron 140 personas.', 'La charla duró 25 minutos.'],
  ['es', 'Ines dirigió un equipo de seis ingenieros en Lyon.', 'Dirigí un equipo de seis ingenieros en Lyon.'],
  [
    'es',
    'Obtuve el máster en estadística aplicada en la Universidad de Grenoble en 2021.',
    'En 2021 obtuve el máster en estadística aplicada en la Universidad de Grenoble.',
  ],
]
