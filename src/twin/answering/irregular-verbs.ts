import { stem } from '../text/terms.ts'
import type { Language } from '../text/language.ts'

/**
 * Forms of one verb that a stemmer does not bring together. "When did it begin?" asks with a form that "it began in
 * 1871" does not have. English and German; what Romance stemmers miss is rarer in questions.
 */
const verbs: Partial<Record<Language, string>> = {
  en: 'arise arose arisen/awake awoke/bear bore borne/beat beaten/become became/begin began begun/bind bound/bite bit bitten/bleed bled/blow blew blown/break broke broken/breed bred/bring brought/build built/burn burnt/buy bought/catch caught/choose chose chosen/come came/creep crept/deal dealt/dig dug/die dying dead death/draw drew drawn/dream dreamt/drink drank drunk/drive drove driven/eat ate eaten/fall fell fallen/feed fed/feel felt/fight fought/find found/flee fled/fly flew flown/forbid forbade forbidden/forget forgot forgotten/freeze froze frozen/get got/give gave given/go went gone/grow grew grown/hang hung/hear heard/hide hid hidden/hold held/keep kept/know knew known/lead led/learn learnt/leave left/lend lent/lie lay lain/light lit/lose lost/make made/mean meant/meet met/pay paid/ride rode ridden/rise rose risen/run ran/say said/see saw seen/seek sought/sell sold/send sent/shake shook shaken/shine shone/shoot shot/show shown/shrink shrank/sing sang sung/sink sank sunk/sit sat/sleep slept/speak spoke spoken/spend spent/spin spun/stand stood/steal stole stolen/stick stuck/strike struck/strive strove/swear swore sworn/sweep swept/swim swam/take took taken/teach taught/tear tore torn/tell told/think thought/throw threw thrown/understand understood/undertake undertook/wake woke/wear wore worn/weave wove woven/win won/wind wound/withdraw withdrew withdrawn/write wrote written',
  de: 'beginnen begann begonnen/beweisen bewies bewiesen/bieten bot geboten/bleiben blieb geblieben/brechen brach gebrochen/brennen brannte gebrannt/bringen brachte gebracht/denken dachte gedacht/empfehlen empfahl empfohlen/entscheiden entschied entschieden/entstehen entstand entstanden/erfinden erfand erfunden/erhalten erhielt erhält/erscheinen erschien erschienen/essen aß gegessen/fahren fuhr gefahren fährt/fallen fiel gefallen fällt/fangen fing gefangen/finden fand gefunden/fliegen flog geflogen/fliehen floh geflohen/fließen floss geflossen/geben gab gegeben gibt/gehen ging gegangen/gelten galt gegolten gilt/gewinnen gewann gewonnen/greifen griff gegriffen/halten hielt gehalten/helfen half geholfen/kennen kannte gekannt/kommen kam gekommen/lassen ließ gelassen/laufen lief gelaufen/leihen lieh/leiden litt gelitten/lesen las gelesen/liegen lag gelegen/nehmen nahm genommen nimmt/nennen nannte genannt/rufen rief gerufen/schaffen schuf geschaffen/scheiden schied/schlagen schlug geschlagen/schließen schloss geschlossen/schneiden schnitt geschnitten/schreiben schrieb geschrieben/schwimmen schwamm/sehen sah gesehen sieht/senden sandte gesandt/singen sang gesungen/sinken sank gesunken/sitzen saß gesessen/sprechen sprach gesprochen spricht/stehen stand gestanden/steigen stieg gestiegen/sterben starb gestorben stirbt/stoßen stieß/streiten stritt/tragen trug getragen trägt/treffen traf getroffen trifft/treten trat getreten tritt/trinken trank getrunken/tun tat getan/unterscheiden unterschied/verbieten verbot verboten/verbinden verband verbunden/verbringen verbrachte verbracht/vergessen vergaß/vergleichen verglich/verlassen verließ/verlieren verlor verloren/verschwinden verschwand verschwunden/verstehen verstand verstanden/wachsen wuchs gewachsen wächst/werfen warf geworfen/werben warb/wissen wusste gewusst weiß/ziehen zog gezogen/zwingen zwang gezwungen',
}

const families = new Map<Language, ReadonlyMap<string, readonly string[]>>()

/** Stems of the other forms of the verb that `term` is a stem of; empty for regular words. */
export function irregularForms(term: string, language: Language): readonly string[] {
  let forms = families.get(language)
  if (!forms) families.set(language, (forms = familiesOf(language)))
  return forms.get(term) ?? []
}

function familiesOf(language: Language): ReadonlyMap<string, readonly string[]> {
  const forms = new Map<string, readonly string[]>()
  for (const family of (verbs[language] ?? '').split('/').filter(Boolean)) {
    const stems = [...new Set(family.split(' ').map((form) => stem(form, language)))]
    for (const one of stems) {
      const others = stems.filter((other) => other !== one)
      forms.set(one, [...(forms.get(one) ?? []), ...others])
    }
  }
  return forms
}
