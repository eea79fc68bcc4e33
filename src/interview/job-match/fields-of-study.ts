import { foldText } from './fold-text.ts'

/**
 * Names of one field each, in English, German, French and Spanish, by the detailed fields of ISCED-F 2013: what that
 * classification puts into one field is one here ("Computer science" and "Informatics" in 0613), and what it keeps apart stays
 * apart (computer engineering is in 0714). Folded.
 */
const fields: readonly (readonly [code: string, names: string])[] = [
  [
    '0613',
    'computer sciences?|computing(?: science)?|informatics|software (?:engineering|development)|informatik|softwareentwicklung|software[- ]?technik|informatique|genie logiciel|(?:ingenieria )?informatica|ingenieria (?:del? )?software|ciencias de la computacion',
  ],
  ['0541', 'mathematics|maths?|mathematik|mathematiques|matematicas'],
  ['0542', 'statistics|statistik|statistiques?|estadistica'],
  ['0533', 'physics|physik|physique|fisica'],
  ['0713', 'electrical engineering|electrical power engineering|elektrotechnik|genie electrique|ingenieria electrica'],
  ['0715', 'mechanical engineering|maschinenbau|genie mecanique|ingenieria mecanica'],
  ['0311', 'economics|volkswirtschaft(?:slehre)?|vwl|(?:sciences )?economiques|economia'],
  [
    '0413',
    'business administration|business studies|management studies|betriebswirtschaft(?:slehre)?|bwl|gestion des entreprises|administration des entreprises|administracion (?:y direccion )?de empresas|ade',
  ],
  ['0411', 'accounting|accountancy|taxation|rechnungswesen|comptabilite|contabilidad'],
  ['0421', 'law|legal studies|jura|rechtswissenschaft(?:en)?|droit|derecho'],
  ['0913', 'nursing|nursing science|pflegewissenschaft|krankenpflege|soins infirmiers|enfermeria'],
]

/** A combination is another field: business informatics is not what who asks for informatics means by it, nor the reverse. */
const combined =
  /\b(?:business|health|medical|bio|management|social|wirtschafts|medizin\w*|bio|legal|medicale|de gestion|medica|biomedica)[- ]?$/

const patterns = fields.map(
  ([code, names]) => [code, new RegExp(String.raw`(?<![\p{L}])(?:${names})(?![\p{L}])`, 'gu')] as const,
)

/** The codes of the fields that a text names. */
function fieldsNamed(text: string): string[] {
  const folded = foldText(text)
  return patterns
    .filter(([, pattern]) => [...folded.matchAll(pattern)].some(({ index }) => !combined.test(folded.slice(0, index))))
    .map(([code]) => code)
}

/** Whether two names are of one field; false where either is none that is known. */
export function sameField(asked: string, studied: string): boolean {
  const fieldsStudied = new Set(fieldsNamed(studied))
  return fieldsNamed(asked).some((code) => fieldsStudied.has(code))
}
