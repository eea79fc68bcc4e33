/** Words that requirements are framed with and that say nothing of what is asked, folded, with what may follow their stem. */
const framing = new RegExp(
  `^(?:${[
    'experienc\\w*|knowledge\\w*|know|knows|known|skill\\w*|abilit\\w+|able|capab\\w+|strong|strongly|solid|good|great|excellent|outstanding|proven|demonstrat\\w+|sound|deep|broad|basic|advanced|expert\\w*|profound|thorough|extensive|relevant|practical|work\\w*|hands|hand|familiar\\w*|understand\\w*|proficien\\w+|competen\\w+|command|fluen\\w+|comfortab\\w+|confiden\\w+|years?|months?|least|minimum|more|plus|bonus|nice|ideally|ideal|prefer\\w*|desir\\w+|required?|requires|requirement\\w*|essential\\w*|mandatory|must|need\\w*|necessary|should|would|love|like|welcome|helpful|advantag\\w+|asset|similar|comparable|equivalent|related|field|fields|area|areas|other|another|including|include\\w*|such|etc|various|multiple|several|different|track|record|background|environment\\w*|using|use|used|uses|usage|yourself|serious|afterwards|already|professional|role|roles|position|job|hold|bring|expect\\w*|day|daily|willing\\w*|want|passion\\w*|enthusias\\w+|motivat\\w+|interest\\w*|keen|eager|valid|current|recogni[sz]ed|general|common|modern|large|high|highly|level|quality|way|ways|kind|type|one|two|tell|told|written|spoken|handful|someone|somebody|meet|people|person|entitled|see|however|small|ever|sure',
    'erfahrung\\w*|kenntnis\\w*|fahigkeit\\w*|sehr|gut|gute|guter|guten|fundiert\\w*|sicher\\w*|umgang|mehrjahrig\\w*|berufserfahrung|jahre?n?|mindestens|idealerweise|vorteil|wunschenswert|erforderlich|vorausgesetzt|bereitschaft|verstandnis|praktisch\\w*|einschlagig\\w*|vergleichbar\\w*|ahnlich\\w*|bereich\\w*|beispielsweise|sowie|oder|eine?r?|abgeschlossen\\w*',
    'connaissance\\w*|competence\\w*|maitrise\\w*|bonne\\w*|bon|bons|solide\\w*|excellent\\w*|ans|annees?|minimum|moins|requis\\w*|souhait\\w*|apprecie\\w*|idealement|capacite\\w*|pratique\\w*|similaire\\w*|domaine\\w*|equivalent\\w*|type',
    'experiencia\\w*|conocimiento\\w*|capacidad\\w*|habilidad\\w*|buen\\w*|solid\\w*|excelente\\w*|anos?|minimo|menos|requerid\\w*|deseable\\w*|valorable\\w*|imprescindible\\w*|dominio|manejo|similar\\w*|equivalente\\w*|ambito|area',
  ].join('|')})$`,
)

export function namesFraming(word: string): boolean {
  return framing.test(word)
}
