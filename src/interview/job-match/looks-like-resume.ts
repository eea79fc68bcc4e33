import { foldText } from './fold-text.ts'

/** Lines that head the sections of a résumé, whole and folded. */
const heading =
  /^(?:(?:work |professional |employment )?(?:experience|history)|employment|career(?: history)?|education(?: and training)?|(?:technical |key )?skills|languages|certificat(?:es|ions)|projects|publications(?: and talks)?|references|volunteering|awards|berufserfahrung|beruflicher werdegang|werdegang|ausbildung|bildungsweg|kenntnisse|sprachen|zertifikate|projekte|ehrenamt|experiences?(?: professionnelles?)?|parcours(?: professionnel)?|formations?|competences|langues|certificats|projets|experiencia(?: laboral| profesional)?|formacion(?: academica)?|competencias|idiomas|certificados|proyectos)\s*:?$/
const title = /^\W*(?:curriculum vitae|resume|cv|lebenslauf|hoja de vida)\b/
/** From when to when something was: "2019-03 – 2021-12", "March 2019 to present", "03/2019 - heute". */
const dates =
  /(?<!\d)(?:19|20)\d\d(?:-\d\d)?\s*(?:-|to|until|bis|a|au)\s*(?:(?:[a-z]+\.? |\d\d[/.])?(?:19|20)\d\d(?!\d)|present|today|now|current|heute|jetzt|aujourd'hui|present|ce jour|actualidad|hoy)/g
/** How to reach a person: an address of mail or a number, in the first lines. */
const reached = /[\w.+-]{1,64}@[\w-]{1,64}\.[a-z]|\+\d[\d ()/-]{7}/
/** More than six pages: what a text is shows before. */
const longestRead = 20_000
/** What only who offers a post says; a résumé has "web applications", "gathered requirements" and "hiring interviews". */
const offering =
  /\b(?:apply (?:now|by|to|with|via|online|here|at)|to apply|applicants?|vacanc\w+|we(?:'re| are) (?:looking|seeking|hiring)|is (?:looking for|hiring)|we (?:offer|expect|need)|you(?:'ll| will| have| bring| must| should| are)\b|your (?:profile|tasks|application)|bewirb\w*|bewerbungen?|wir (?:suchen|bieten|erwarten)|(?:dein|ihr) profil|du (?:hast|bringst|bist)|postulez|candidatures?|nous (?:recherchons|offrons)|votre profil|vous (?:avez|etes)|profil recherche|inscribete|buscamos|ofrecemos|tu perfil)\b/g
/** Lines that head what is asked, whole and folded. */
const asking =
  /^(?:(?:job |key )?requirements|qualifications required|must[- ]haves?|what you bring|(?:your|dein|ihr|votre|tu) (?:profile?|perfil)|anforderungen|profil recherche|requisitos|(?:what )?we offer|how to apply)\s*[:?]?$/

/**
 * Whether a text is somebody's résumé: it has the sections of one, the dates of several posts or a person's address, and next to
 * nothing that who offers a post says.
 */
export function looksLikeResume(text: string): boolean {
  const folded = foldText(text.slice(0, longestRead))
  if (/^\s*\{/.test(folded) && /"basics"\s*:/.test(folded) && /"(?:work|education|skills)"\s*:/.test(folded))
    return true
  const lines = folded
    .split('\n')
    .map((line) => line.replace(/^[#*\s]+|[*\s]+$/g, ''))
    .filter((line) => line !== '')
  if (new Set(folded.match(offering)).size > 1 || lines.some((line) => asking.test(line))) return false
  const headings = new Set(lines.filter((line) => heading.test(line))).size
  const spans = folded.match(dates)?.length ?? 0
  const isNamed = lines.slice(0, 3).some((line) => title.test(line))
  const isReached = lines.slice(0, 10).some((line) => reached.test(line))
  return headings >= 2 && (isNamed || spans >= 2) && (isNamed || isReached || spans >= 3)
}
