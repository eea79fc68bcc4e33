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
    fr: 'habiter résider résidence domicile domicilié vivre vis vivez vécu',
    de: 'wohnen Wohnort Wohnsitz wohnhaft ansässig leben lebst lebt wohnt gewohnt gelebt',
    es: 'vivir residir residencia domicilio',
  },
  location: {
    en: 'located whereabouts',
    fr: 'localisation emplacement situé',
    de: 'Standort',
    es: 'ubicación localización situado',
  },
  address: { en: 'address', fr: 'adresse', de: 'Adresse Anschrift Postanschrift', es: 'dirección' },
  country: { en: 'country', fr: 'pays', de: 'Land', es: 'países' },
  city: { en: 'city town', fr: 'ville', de: 'Stadt', es: 'ciudad' },
  abroad: { en: 'abroad overseas', fr: 'étranger', de: 'Ausland Auslandsaufenthalt', es: 'extranjero' },
  nationality: {
    en: 'nationality citizen citizenship passport',
    fr: 'nationalité citoyen citoyenneté passeport',
    de: 'Nationalität Staatsangehörigkeit Staatsbürgerschaft Staatsbürger Reisepass',
    es: 'nacionalidad ciudadanía pasaporte',
  },
  birth: {
    en: 'born birth birthday birthdate birthplace',
    fr: 'née naître naissance anniversaire',
    de: 'geboren Geburt Geburtsdatum Geburtsort Geburtstag',
    es: 'nacer nacimiento cumpleaños',
  },
  age: { en: 'age', fr: 'âge', de: 'Lebensalter', es: 'edad' },
  contact: {
    en: 'contact reachable',
    fr: 'contact joignable',
    de: 'Kontakt kontaktieren erreichbar Kontaktdaten kontaktiert',
    es: 'contacto',
  },
  phone: {
    en: 'phone telephone cellphone',
    fr: 'téléphone',
    de: 'Telefon Handy Telefonnummer Handynummer Mobilnummer',
    es: 'teléfono celular',
  },
  email: { all: 'email mail', fr: 'courriel messagerie', de: 'Mailadresse', es: 'correo' },
  website: { all: 'website webpage homepage web', de: 'Webseite Internetseite Internetauftritt' },
  browser: { all: 'browser', fr: 'navigateur', es: 'navegador' },
  family: {
    en: 'family married wife husband spouse marital',
    fr: 'famille familial marié épouse conjoint',
    de: 'Familie verheiratet Ehefrau Ehemann Familienstand',
    es: 'familia esposa cónyuge',
  },
  children: { en: 'child children kid daughter', fr: 'enfant', de: 'Kind Tochter', es: 'hijo niño' },
  sibling: {
    en: 'sibling brother sister',
    fr: 'frère sœur',
    de: 'Geschwister Bruder Schwester',
    es: 'hermano',
  },
  hobby: {
    en: 'hobby interest leisure pastime passion',
    fr: 'hobby loisirs intérêt intéresse passion',
    de: 'Hobby Hobbys Freizeit Interesse interessieren interessiert Leidenschaft',
    es: 'hobby afición ocio interés pasatiempo pasión',
  },
  sport: { all: 'sport', es: 'deporte' },
  music: { en: 'music', fr: 'musique', de: 'Musik', es: 'música' },
  cooking: { en: 'cook', fr: 'cuisine', de: 'kochen kocht gekocht', es: 'cocinar' },
  photography: {
    en: 'photography photo photographer',
    fr: 'photographie photo',
    de: 'Fotografie Foto',
    es: 'fotografía foto',
  },
  hiking: {
    en: 'hike hiker trekking',
    fr: 'randonnée',
    de: 'wandern Wanderung wandert',
    es: 'senderismo excursionismo',
  },
  cycling: {
    en: 'bicycle bike cyclist',
    fr: 'vélo cyclisme cycliste',
    de: 'Fahrrad Radfahren Rennrad',
    es: 'bicicleta bici ciclismo ciclista',
  },
  swimming: { en: 'swim swam', fr: 'nager natation', de: 'schwimmen', es: 'natación' },
  volunteering: {
    en: 'volunteer',
    fr: 'bénévole bénévolat',
    de: 'Ehrenamt',
    es: 'voluntario',
  },
  profile: { en: 'profile', fr: 'profil', de: 'Profil', es: 'perfil' },
}
