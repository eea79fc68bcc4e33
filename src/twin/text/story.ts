/** The lead-ins of a STAR story as profiles are rendered (see the phrases of src/twin/profile), in four languages. */
const situation = /^(?:Situation|Situación)\s*:/m
const label =
  /^(?:Situation|Situación|Task|Tâche|Mission|Aufgabe|Tarea|Action|Aktion|Vorgehen|Acción|Result|Résultat|Ergebnis|Resultado)\s*:\s*/

/** True for a passage that tells a story from its situation to its result. */
export function isStory(passage: { readonly text: string }): boolean {
  return situation.test(passage.text)
}

/** The sentence without its STAR label. */
export function withoutLabel(sentence: string): string {
  return sentence.replace(label, '')
}
