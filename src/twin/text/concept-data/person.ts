import type { Concepts } from './concept.ts'

/** Who a person is, where they live, how to reach them, what they do in their free time. */
export const person: Concepts = {
  // "Comment t'appelles-tu", "wie heißt du", "cómo te llamas": the verb is all that such a question has.
  name: {
    en: 'name surname forename',
    fr: 'nom prénom appelles',
    de: 'Name Vorname Nachname Familienname heißt',
    es: 'nombre apellido llamas',
  },
  // "based" is the commonest way to say it, though "based on" is commoner still; "live" also has an IT meaning.
  residence: {
    en: 'live reside based located hometown',
    fr: 'habiter résider résidence domicile domicilié vivre vis vit vivez',
    de: 'wohnen wohnst Wohnort Wohnsitz wohnhaft ansässig leben lebst lebt',
    es: 'vivir residir residencia domicilio habitar',
  },
  location: {
    en: 'located whereabouts',
    fr: 'localisation emplacement lieu situé',
    de: 'Standort Ort gelegen',
    es: 'ubicación ubicado localización situado',
  },
  address: { en: 'address', fr: 'adresse', de: 'Adresse Anschrift Postanschrift', es: 'dirección' },
  country: { en: 'country', fr: 'pays', de: 'Land Länder', es: 'países' },
  city: { en: 'city town', fr: 'ville', de: 'Stadt Städte', es: 'ciudad' },
  abroad: { en: 'abroad overseas', fr: 'étranger', de: 'Ausland Auslandsaufenthalt', es: 'extranjero' },
  nationality: {
    en: 'nationality citizen citizenship passport',
    fr: 'nationalité citoyen citoyenneté passeport',
    de: 'Nationalität Staatsangehörigkeit Staatsbürgerschaft Staatsbürger Reisepass',
    es: 'nacionalidad ciudadanía ciudadano pasaporte',
  },
  birth: {
    en: 'born birth birthday birthdate birthplace',
    fr: 'née naître naissance anniversaire',
    de: 'geboren Geburt Geburtsdatum Geburtsort Geburtstag',
    es: 'nacer nací nacimiento nacido cumpleaños',
  },
  age: { en: 'age', fr: 'âge âgé', de: 'Alter Lebensalter', es: 'edad' },
  contact: {
    en: 'contact reachable',
    fr: 'contact contacter joignable coordonnées',
    de: 'Kontakt kontaktieren erreichbar Kontaktdaten',
    es: 'contacto contactar',
  },
  phone: {
    en: 'phone telephone cellphone',
    fr: 'téléphone téléphonique',
    de: 'Telefon telefonisch Handy Telefonnummer Handynummer Mobilnummer',
    es: 'teléfono celular',
  },
  email: { all: 'email mail', fr: 'courriel messagerie', de: 'Mailadresse', es: 'correo' },
  website: { all: 'website webpage homepage web', de: 'Webseite Internetseite Internetauftritt' },
  browser: { all: 'browser', fr: 'navigateur', es: 'navegador' },
  family: {
    en: 'family married wife husband spouse marital',
    fr: 'famille familial marié épouse conjoint',
    de: 'Familie verheiratet Ehefrau Ehemann Familienstand',
    es: 'familia esposa esposo marido cónyuge',
  },
  children: { en: 'child children kid daughter', fr: 'enfant', de: 'Kind Tochter', es: 'hijo niño' },
  sibling: {
    en: 'sibling brother sister',
    fr: 'frère sœur',
    de: 'Geschwister Bruder Schwester',
    es: 'hermano',
  },
  hobby: {
    en: 'hobby interest leisure pastime passion passionate',
    fr: 'hobby loisir intérêt intéresse passion passionné',
    de: 'Hobby Hobbys Freizeit Interesse interessieren interessiert Leidenschaft',
    es: 'hobby afición aficionado ocio interés interesar pasatiempo pasión',
  },
  sport: { all: 'sport', es: 'deporte' },
  music: { en: 'music', fr: 'musique', de: 'Musik', es: 'música' },
  cooking: { en: 'cook cooking', fr: 'cuisine cuisiner', de: 'kochen kochst', es: 'cocinar cocina' },
  photography: {
    en: 'photography photo photographer',
    fr: 'photographie photo photographe',
    de: 'Fotografie fotografieren Foto',
    es: 'fotografía fotógrafo foto',
  },
  hiking: {
    en: 'hike hiking hiker trekking',
    fr: 'randonnée',
    de: 'wandern Wanderung',
    es: 'senderismo excursionismo',
  },
  cycling: {
    en: 'bicycle bike cycling cyclist',
    fr: 'vélo cyclisme cycliste',
    de: 'Fahrrad Radfahren Rennrad',
    es: 'bicicleta bici ciclismo ciclista',
  },
  swimming: { en: 'swim swam', fr: 'nager natation', de: 'schwimmen', es: 'nadar natación' },
  volunteering: {
    en: 'volunteer',
    fr: 'bénévole bénévolat',
    de: 'Ehrenamt ehrenamtlich',
    es: 'voluntario voluntariado',
  },
}
