import type { VerifiedLanguage } from '../lexicon/lexicon.ts'

/** An honest shorter or reordered wording: [language, source, wording]. */
export type Wording = readonly [VerifiedLanguage, string, string]

/**
 * Honest wordings in the way language models shorten, in four rounds. Each round was written before the verifier had run
 * on it; `firstRun` is how many passed then. The rules were widened afterwards, so what passes today is the better figure
 * only for wordings like these; the last `firstRun` is the fairer one for new text.
 */
export const heldOut: readonly { readonly firstRun: number; readonly wordings: readonly Wording[] }[] = [
  {
    firstRun: 37,
    wordings: [
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
      [
        'en',
        'The budget was approved by Tomas Verrick on 3 May 2021.',
        'Tomas Verrick approved the budget in May 2021.',
      ],
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
      [
        'en',
        'I gave seven of the twelve sessions, and Noor gave the other five.',
        'I gave seven of the twelve sessions.',
      ],
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
      [
        'fr',
        'La durée totale a été de 3 heures et 25 minutes.',
        'La durée totale a été de trois heures et 25 minutes.',
      ],
      [
        'de',
        'Seit 2021 arbeite ich als Leiterin des Betriebs bei Brillane Energie in Lyon.',
        'Ich arbeite seit 2021 als Leiterin des Betriebs bei Brillane Energie in Lyon.',
      ],
      [
        'de',
        'Ines leitet ein Team von sechs Ingenieuren in Lyon.',
        'Ich leite ein Team von sechs Ingenieuren in Lyon.',
      ],
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
    ],
  },
  {
    firstRun: 27,
    wordings: [
      [
        'en',
        'From September 2018 to August 2021 I worked as Systems and Database Engineer at Brindle Energy in Villeurbanne, France, for 3 years.',
        'From September 2018 to August 2021 I worked as Systems and Database Engineer at Brindle Energy.',
      ],
      [
        'en',
        'From September 2018 to August 2021 I worked as Systems and Database Engineer at Brindle Energy in Villeurbanne, France, for 3 years.',
        'I worked as Systems and Database Engineer at Brindle Energy.',
      ],
      [
        'en',
        'From September 2018 to August 2021 I worked as Systems and Database Engineer at Brindle Energy in Villeurbanne, France, for 3 years.',
        'I worked at Brindle Energy from September 2018 to August 2021.',
      ],
      [
        'en',
        'I operated the metering databases and was the technical lead of Project Heron, the migration of the metering database from Oracle to PostgreSQL.',
        'I was the technical lead of Project Heron.',
      ],
      [
        'en',
        'I operated the metering databases and was the technical lead of Project Heron, the migration of the metering database from Oracle to PostgreSQL.',
        'I operated the metering databases.',
      ],
      ['en', 'The migration saved 310,000 EUR a year in licences.', 'The migration saved 310,000 EUR a year.'],
      [
        'en',
        'Migrated 2.3 TB and 412 tables from Oracle to PostgreSQL with 47 minutes of downtime in a 4-hour window.',
        'I migrated 2.3 TB and 412 tables from Oracle to PostgreSQL with 47 minutes of downtime.',
      ],
      [
        'en',
        'Migrated 2.3 TB and 412 tables from Oracle to PostgreSQL with 47 minutes of downtime in a 4-hour window.',
        'I migrated 2.3 TB and 412 tables from Oracle to PostgreSQL.',
      ],
      [
        'en',
        'Shortened the nightly settlement job from 6 hours 40 minutes to 52 minutes with partitioning and two new indexes.',
        'I shortened the nightly settlement job from 6 hours 40 minutes to 52 minutes.',
      ],
      ['en', 'I live in Lyon, France.', 'I live in Lyon.'],
      ['en', 'I speak Latvian as my native language.', 'I speak Latvian.'],
      [
        'en',
        'I describe my profession as Lead IT Operations Engineer.',
        'I describe my profession as Lead IT Operations Engineer.',
      ],
      [
        'en',
        'I have worked for Tessarune, Brindle Energy and Institut Valdor.',
        'I have worked for Tessarune and Brindle Energy.',
      ],
      ['en', 'My notice period is three months.', 'My notice period is 3 months.'],
      [
        'en',
        'I received the award “Quiet Operations” from OpsRhône in November 2023.',
        'In November 2023 I received the award “Quiet Operations” from OpsRhône.',
      ],
      [
        'en',
        'Last year I reviewed all merge requests of the team myself.',
        'I reviewed all merge requests of the team myself last year.',
      ],
      [
        'en',
        'Old and new rules ran side by side for two weeks in June 2023.',
        'In June 2023, old and new rules ran side by side for two weeks.',
      ],
      [
        'en',
        'Any engineer could restore an old rule with one merge request.',
        'Any engineer could restore an old rule with one merge request.',
      ],
      [
        'en',
        'During these twelve weeks there were six incidents, and the rules reported all six before a user did.',
        'During these twelve weeks there were six incidents.',
      ],
      [
        'en',
        'During these twelve weeks there were six incidents, and the rules reported all six before a user did.',
        'The rules reported all six before a user did.',
      ],
      [
        'en',
        'All 240 employees got a message that pretended to come from our parcel service.',
        'All 240 employees got a message.',
      ],
      ['en', 'I gave seven of them, and Noor gave five.', 'Noor gave five.'],
      [
        'en',
        'She was calm, she wrote down times while others typed commands, and she sent the first message to customers 31 minutes after the failure.',
        'She sent the first message to customers 31 minutes after the failure.',
      ],
      ['en', 'Liva took over six engineers on 1 January 2024.', 'I took over six engineers in January 2024.'],
      [
        'en',
        'Seventeen days later Liva commanded the recovery from the power failure in room B.',
        'I commanded the recovery from the power failure in room B.',
      ],
      [
        'en',
        'Seventeen days later Liva commanded the recovery from the power failure in room B.',
        'Seventeen days later I commanded the recovery from the power failure.',
      ],
      [
        'en',
        'The cluster with 12 nodes went live in November and not in August as planned.',
        'The cluster with 12 nodes went live in November.',
      ],
      [
        'en',
        'Liva had asked for two new positions in March and withdrew the request in May, after her own analysis showed that they would not address the cause.',
        'I had asked for two new positions in March and withdrew the request in May.',
      ],
      [
        'en',
        'We agreed that estimates will be given as a range and reviewed by a second person.',
        'We agreed that estimates will be given as a range.',
      ],
      [
        'en',
        'I check every backup by restoring it to a scratch server each month.',
        'Each month I check every backup by restoring it to a scratch server.',
      ],
      [
        'en',
        'The rule set was designed by Liva Ostrenkamp and Amélie Rostavin in 2023.',
        'Liva Ostrenkamp and Amélie Rostavin designed the rule set in 2023.',
      ],
      [
        'en',
        'I built an inventory of 214 TLS certificates, 37 of them previously unknown, and automated the renewal of 189.',
        'I built an inventory of 214 TLS certificates.',
      ],
      [
        'en',
        'I built an inventory of 214 TLS certificates, 37 of them previously unknown, and automated the renewal of 189.',
        'I automated the renewal of 189.',
      ],
      [
        'fr',
        "Le groupe électrogène a démarré normalement, et la salle A n'a pas été touchée.",
        "La salle A n'a pas été touchée.",
      ],
      ['fr', 'Notre wiki se trouvait dans la salle B.', 'Le wiki se trouvait dans la salle B.'],
      [
        'fr',
        'Nous avons perdu environ 35 minutes à le reconstituer de mémoire.',
        'Nous avons perdu environ 35 minutes.',
      ],
      [
        'fr',
        "J'étais responsable de l'équipe depuis moins de trois semaines.",
        "J'étais responsable de l'équipe depuis moins de trois semaines.",
      ],
      [
        'fr',
        "Salomé Durivault, qui était d'astreinte, m'a appelée à 02 h 51.",
        "Salomé Durivault m'a appelée à 2 h 51.",
      ],
      [
        'fr',
        "Depuis 2021, je travaille comme ingénieure d'exploitation chez Tessarune à Lyon.",
        "Je travaille comme ingénieure d'exploitation chez Tessarune depuis 2021.",
      ],
      [
        'de',
        'Seit Januar 2024 leite ich bei Tessarune ein Team von sechs Ingenieuren.',
        'Ich leite seit Januar 2024 bei Tessarune ein Team von sechs Ingenieuren.',
      ],
      [
        'de',
        'Ich habe Ansible eingeführt und 104 von 120 Servern unter Verwaltung gebracht.',
        'Ich habe Ansible eingeführt.',
      ],
      [
        'de',
        'Von 2016 bis 2018 arbeitete ich als Administratorin am Institut Valdor in Grenoble.',
        'Ich arbeitete von 2016 bis 2018 als Administratorin am Institut Valdor.',
      ],
      [
        'es',
        'Desde enero de 2024 dirijo un equipo de seis ingenieros en Tessarune.',
        'Dirijo un equipo de seis ingenieros en Tessarune desde enero de 2024.',
      ],
      [
        'es',
        'Reduje las alertas de 1.940 a 212 por semana y las páginas nocturnas de 23 a 4 al mes.',
        'Reduje las alertas de 1.940 a 212 por semana.',
      ],
      ['es', 'Introduje Ansible en 2016 y escribí el primer plan de recuperación.', 'Introduje Ansible en 2016.'],
    ],
  },
  {
    firstRun: 30,
    wordings: [
      [
        'en',
        'Between 2015 and 2017 I maintained the wiki, and in 2018 I replaced it with a simple folder of Markdown files.',
        'In 2018 I replaced it with a simple folder of Markdown files.',
      ],
      [
        'en',
        'The most difficult part was the settlement job, which ran for 6 hours and 40 minutes every night.',
        'The settlement job ran for 6 hours and 40 minutes every night.',
      ],
      [
        'en',
        'We moved the last table on Sunday, 14 March 2021, at 03:12.',
        'We moved the last table on 14 March 2021.',
      ],
      [
        'en',
        'We moved the last table on Sunday, 14 March 2021, at 03:12.',
        'On Sunday, 14 March 2021, we moved the last table.',
      ],
      [
        'en',
        'My team consists of six engineers: four in Lyon and two in Grenoble.',
        'My team consists of six engineers.',
      ],
      [
        'en',
        'I have been volunteering at Atelier Clavier since February 2017.',
        'Since February 2017, I have been volunteering at Atelier Clavier.',
      ],
      [
        'en',
        'In the evenings I repair old laptops for school pupils and teach basic computer courses.',
        'I repair old laptops for school pupils.',
      ],
      [
        'en',
        'In the evenings I repair old laptops for school pupils and teach basic computer courses.',
        'In the evenings I repair old laptops for school pupils.',
      ],
      [
        'en',
        'I hold the certificate Linux Foundation Certified Engineer, valid until June 2026.',
        'I hold the certificate Linux Foundation Certified Engineer.',
      ],
      [
        'en',
        'Noor Vastrabeck and I ran two phishing exercises, both announced in general terms.',
        'Noor Vastrabeck and I ran two phishing exercises.',
      ],
      ['en', '43 people clicked (17.9 %), and 53 people reported the message with the button.', '43 people clicked.'],
      [
        'en',
        '43 people clicked (17.9 %), and 53 people reported the message with the button.',
        '53 people reported the message with the button.',
      ],
      [
        'en',
        'The reporting button answers within a day, with a sentence written by a person.',
        'The reporting button answers within a day.',
      ],
      ['en', 'Liva reviews merge requests in great detail.', 'I review merge requests in great detail.'],
      ['en', 'Liva has worked here since September 2021.', 'I have worked here since September 2021.'],
      ['en', 'Liva is fair in incident reviews.', 'I am fair in incident reviews.'],
      [
        'en',
        'Liva was responsible for the certificates of the platform.',
        'I was responsible for the certificates of the platform.',
      ],
      ['en', 'The award was given to Liva and Amélie in 2023.', 'The award was given to Liva and Amélie.'],
      [
        'en',
        'I calculated the forecast with a linear model and compared it with the real growth in December.',
        'I calculated the forecast with a linear model.',
      ],
      [
        'en',
        'I calculated the forecast with a linear model and compared it with the real growth in December.',
        'I calculated the forecast with a linear model and compared it with the real growth.',
      ],
      [
        'en',
        'After the analysis of 18,640 tickets I built the self-service portal Doorman.',
        'I built the self-service portal Doorman after the analysis of 18,640 tickets.',
      ],
      [
        'en',
        'After the analysis of 18,640 tickets I built the self-service portal Doorman.',
        'I built the self-service portal Doorman.',
      ],
      [
        'en',
        'Our backups were green for two years, but eleven of 46 could not be restored.',
        'Eleven of 46 could not be restored.',
      ],
      ['en', 'I prefer PostgreSQL to Oracle because I can read its source code.', 'I prefer PostgreSQL to Oracle.'],
      [
        'en',
        'I studied Computer Science at the University of Riga from 2007 to 2011 and graduated with the degree Bachelor of Science.',
        'I studied Computer Science at the University of Riga.',
      ],
      [
        'en',
        'I studied Computer Science at the University of Riga from 2007 to 2011 and graduated with the degree Bachelor of Science.',
        'I graduated with the degree Bachelor of Science.',
      ],
      ['en', 'I was born in Riga and grew up in Liepāja.', 'I grew up in Liepaja.'],
      [
        'en',
        'The portal handled 2,400 requests in its first month.',
        'The portal handled 2400 requests in its first month.',
      ],
      [
        'en',
        'The storage will be full in the second quarter of 2026.',
        'The storage will be full in the second quarter of 2026.',
      ],
      [
        'en',
        'I never restarted a server without reading its log first.',
        'I never restarted a server without reading its log first.',
      ],
      [
        'fr',
        "J'ai dirigé la remise en service des 74 serveurs, qui a duré 3 heures et 25 minutes.",
        "J'ai dirigé la remise en service des 74 serveurs.",
      ],
      [
        'fr',
        "Entre 2016 et 2018, j'ai administré 120 serveurs Linux à Grenoble.",
        "J'ai administré 120 serveurs Linux à Grenoble entre 2016 et 2018.",
      ],
      [
        'fr',
        "Le redémarrage complet a pris 52 minutes ; Mathéo Brivandier dirigeait l'exercice.",
        "Mathéo Brivandier dirigeait l'exercice.",
      ],
      [
        'fr',
        "Liva Ostrenkamp a écrit le premier plan de reprise de l'institut en 2018.",
        "J'ai écrit le premier plan de reprise de l'institut en 2018.",
      ],
      [
        'de',
        'Ich betreue seit 2021 die Datenbanken der Plattform und leite die monatlichen Übungen.',
        'Ich betreue seit 2021 die Datenbanken der Plattform.',
      ],
      [
        'de',
        'Liva Ostrenkamp schrieb 2018 den ersten Notfallplan des Instituts.',
        'Ich schrieb 2018 den ersten Notfallplan des Instituts.',
      ],
      [
        'de',
        'Die Alarme gingen von 1.940 auf 212 pro Woche zurück.',
        'Die Alarme gingen von 1940 auf 212 pro Woche zurück.',
      ],
      [
        'es',
        'Entre 2016 y 2018 administré 120 servidores Linux en Grenoble.',
        'Administré 120 servidores Linux en Grenoble entre 2016 y 2018.',
      ],
      [
        'es',
        'Liva Ostrenkamp escribió el primer plan de recuperación en 2018.',
        'Escribí el primer plan de recuperación en 2018.',
      ],
      [
        'es',
        'El portal atendió 2.400 solicitudes en su primer mes.',
        'El portal atendió 2400 solicitudes en su primer mes.',
      ],
    ],
  },
  {
    firstRun: 25,
    wordings: [
      ['en', 'I chose Python for the analysis since the whole team could read it.', 'I chose Python for the analysis.'],
      [
        'en',
        'In October 2024 I moved from Grenoble to Lyon with my two cats.',
        'I moved from Grenoble to Lyon in October 2024.',
      ],
      [
        'en',
        'The service desk closed 9,812 tickets in 2022, of which 61 % were closed on the same day.',
        'The service desk closed 9,812 tickets in 2022.',
      ],
      [
        'en',
        'I ran the weekly drill for a year before I handed it over to Idris.',
        'I ran the weekly drill for a year.',
      ],
      [
        'en',
        'Our first drill took place on 3 March 2022 and lasted until midnight.',
        'Our first drill took place on 3 March 2022.',
      ],
      [
        'en',
        'I was elected to the works council in 2023 by 118 of 240 colleagues.',
        'I was elected to the works council in 2023.',
      ],
      [
        'en',
        'I was elected to the works council in 2023 by 118 of 240 colleagues.',
        'In 2023, I was elected to the works council.',
      ],
      [
        'en',
        'The new portal was introduced by Liva Ostrenkamp in May 2024.',
        'I introduced the new portal in May 2024.',
      ],
      [
        'en',
        'The new portal was introduced by Liva Ostrenkamp in May 2024.',
        'In May 2024, the new portal was introduced by Liva Ostrenkamp.',
      ],
      [
        'en',
        'I teach a course on SQL every autumn and supervise two apprentices.',
        'I teach a course on SQL every autumn.',
      ],
      [
        'en',
        'I teach a course on SQL every autumn and supervise two apprentices.',
        'Every autumn I teach a course on SQL.',
      ],
      [
        'en',
        'I shortened the runbook from 31 pages to four, and people started to use it.',
        'I shortened the runbook from 31 pages to four.',
      ],
      [
        'en',
        'I shortened the runbook from 31 pages to four, and people started to use it.',
        'People started to use it.',
      ],
      [
        'en',
        'The exercise showed that our documentation was stored in the very room that had failed.',
        'The exercise showed that our documentation was stored in the very room that had failed.',
      ],
      ['en', 'My manager is Tomas Grevelund, the head of platform operations.', 'My manager is Tomas Grevelund.'],
      [
        'en',
        'I use Prometheus, Grafana and Alertmanager for monitoring.',
        'I use Prometheus, Grafana and Alertmanager.',
      ],
      [
        'en',
        'I use Prometheus, Grafana and Alertmanager for monitoring.',
        'For monitoring, I use Prometheus, Grafana and Alertmanager.',
      ],
      [
        'en',
        'I use Prometheus, Grafana and Alertmanager for monitoring.',
        'I use Prometheus and Grafana for monitoring.',
      ],
      [
        'en',
        'Since January 2024 I have been leading a team of six engineers at Tessarune.',
        'I have been leading a team of six engineers at Tessarune since January 2024.',
      ],
      [
        'en',
        'Since January 2024 I have been leading a team of six engineers at Tessarune.',
        'I have been leading a team of six engineers.',
      ],
      [
        'en',
        'Two thirds of the restores took less than ten minutes.',
        'Two thirds of the restores took less than 10 minutes.',
      ],
      [
        'en',
        'The audit found 37 unknown certificates; I renewed all of them within a week.',
        'The audit found 37 unknown certificates.',
      ],
      [
        'en',
        'I answered the 14 questions of the auditors in writing on 9 June 2022.',
        'I answered the 14 questions of the auditors on 9 June 2022.',
      ],
      [
        'fr',
        "J'ai conçu le portail en 2023 et formé les utilisateurs de trois services.",
        "J'ai conçu le portail en 2023.",
      ],
      [
        'fr',
        "J'ai conçu le portail en 2023 et formé les utilisateurs de trois services.",
        "J'ai formé les utilisateurs de trois services.",
      ],
      [
        'fr',
        'Depuis janvier 2024, je dirige une équipe de six ingénieurs.',
        'Je dirige une équipe de six ingénieurs depuis janvier 2024.',
      ],
      ['de', 'Seit Mai 2019 wohne ich in Lyon.', 'Ich wohne seit Mai 2019 in Lyon.'],
      [
        'de',
        'Ich habe 2017 nach dem Angriff 3,2 TB in 19 Stunden wiederhergestellt.',
        'Ich habe 2017 3,2 TB in 19 Stunden wiederhergestellt.',
      ],
      [
        'es',
        'En 2023 diseñé el portal y formé a los usuarios de tres departamentos.',
        'Formé a los usuarios de tres departamentos.',
      ],
      ['es', 'En 2023 diseñé el portal y formé a los usuarios de tres departamentos.', 'Diseñé el portal en 2023.'],
    ],
  },
]
