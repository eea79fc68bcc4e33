import type { Lexicon } from './lexicon.ts'
import { anyOf, anyOfEvenApart, pairsOf, wordSet } from './word-set.ts'

const articles = 'le la les un une des mon ma mes notre nos votre vos'
const prepositions = 'de du a au aux en dans sur avec pour par chez sans vers entre'
const subjects = 'je tu il elle nous ils elles on'

export const french: Lexicon = {
  firstSingular: wordSet('je j me m moi mon ma mes'),
  firstPlural: wordSet('nous notre nos on'),
  anaphors: wordSet('il elle ils elles lui leur cela ca ce cet cette ces celui celle ceci'),
  pastEnding: /(?:é|ée|és|ées|[^m]ais|ait|aient|èrent|âmes)$/u,
  pastWords: wordSet(
    'pris mis fait dit vu su pu recu lu ecrit ouvert offert appris compris conclu convaincu reduit construit produit traduit permis remis transmis suivi rempli fini choisi reussi obtenu tenu venu revenu perdu vendu rendu repondu entendu attendu resolu decouvert promis repris inscrit conduit',
  ),
  notPast: wordSet(
    'mais jamais francais anglais frais desormais etais etait etaient avais avait avaient ferais aurais serais pourrais pourrait voudrais devrait devrais aimerais serait aurait qualite equipe societe securite activite capacite cafe sante cote marche clef employe employee employes salarie donnee donnees annee annees journee journees idee idees passionne passionnee motive motivee ete beaute realite priorite priorites difficulte difficultes disponibilite responsabilite',
  ),
  numberWords: wordSet(
    'deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente quarante cinquante soixante cent cents mille million millions douzaine moitie tiers quart',
  ),
  timeWords: wordSet(
    'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi vendredi samedi dimanche printemps ete automne hiver minute minutes heure heures jour jours nuit semaine semaines mois an ans annee annees matin midi soir trimestre',
  ),
  setting: anyOf(
    String.raw`chez un|chez une|dans une?|dans mon|dans ma|à mon poste|quand j'|quand je|lorsque j'|lorsque je|j'étais|j'avais|nous étions|nous avions|l'an dernier|l'année dernière|le mois dernier|l'été dernier|il y a|en tant que|comme (?:chef|responsable|infirmière|comptable)|mon (?:équipe|service|chef|entreprise)|un (?:jour|matin|soir)`,
  ),
  need: anyOf(
    String.raw`devais|devait|devions|fallait|besoin|voulai\p{L}*|objectif|délai|échéance|problème|risque|manquai\p{L}*|trop (?:tard|lent|cher|peu|long)|responsable|chargée? de|plainte\p{L}*|plaign\p{L}*|personne ne|urgent\p{L}*|erreur\p{L}*|parce que|pour que|en retard|m'a demandé`,
  ),
  outcome: anyOf(
    String.raw`résultat\p{L}*|finalement|au final|depuis|de \S*\d\S* (?:\S+ )?à \S+|(?:baissé|augmenté|réduit|passé|passée|passés|diminué|gagné|économisé|doublé) (?:\S+ ){0,3}(?:de|à)|économisé|gagné|renouvelé|signé|à temps|à l'heure|sans (?:aucune?|interruption|perte)|ne \S+ plus|rétabli|résolu|corrigé|restée?|aujourd'hui (?:on|nous|encore)`,
  ),
  reasoning: anyOf(
    String.raw`parce que|parce qu'|car|puisque|donc|afin de|pour que|c'est pourquoi|au lieu|plutôt que|jusqu'à|sauf|bien que|alors que|tandis que|mais|sinon|si|dépend|à condition|cependant|le risque|ce qui veut dire`,
  ),
  method: anyOf(
    String.raw`d'abord|premièrement|je vérifie|je compare|je mesure|je teste|je compte|je commence|je propose|je proposerais|je regarde|je demande|je ferais|j'utilise|je trie|je note`,
  ),
  proof: anyOf(
    String.raw`par exemple|un exemple|un cas|chez un|chez une|de \S*\d\S* à \S+|par rapport|comparé|au lieu|m'a dit|a dit|a écrit|a demandé|montr\p{L}*|trouvé|constaté|mesuré|compté|vérifié|selon|étude|rapport|enquête`,
  ),
  reflection: anyOf(
    String.raw`appris|leçon|la prochaine fois|depuis|j'aurais dû|mon erreur|avec le recul|si c'était à refaire|maintenant je|désormais je`,
  ),
  example: anyOf(String.raw`par exemple|un exemple|notamment|tel que|telle que|à savoir|un cas`),
  hedge: anyOfEvenApart(
    String.raw`je pense|je crois|je trouve|je suppose|à mon avis|selon moi|en général|généralement|d'habitude|normalement|souvent|bien sûr|quelque chose|plutôt|beaucoup|plusieurs|divers\p{L}*|différent\p{L}*|certain\p{L}*|etc|et ainsi de suite|assez|bonne question|question intéressante`,
  ),
  generic: anyOfEvenApart(
    String.raw`important\p{L}*|essentiel\p{L}*|il faut|on doit|on devrait|tout le monde|chacun|les gens|j'aime|j'essaie|je préfère|je suis (?:une?|très|toujours)|un bon \p{L}+ (?:est|a)`,
  ),
  hype: anyOfEvenApart(
    String.raw`passion\p{L}*|synergie\p{L}*|holistique\p{L}*|proacti\p{L}*|esprit d'équipe|perfectionniste|devise|mindset|adn|disrupti\p{L}*|transformation digitale|transformation numérique|classe mondiale|innov\p{L}*|orienté\p{L}* résultats|orienté\p{L}* solutions|dynamique\p{L}*|valeur ajoutée|sortir des sentiers battus|sentiers battus|motivé\p{L}*|nouveaux défis|nouveau défi|beaux défis|relever des défis|leader naturel|multitâche\p{L}*|110|excellence|agil\p{L}*|épanoui\p{L}*|leader du marché|entreprise leader|à 200`,
  ),
  absolute: anyOfEvenApart(
    String.raw`toujours|jamais|tout le temps|absolument|complètement|totalement|évidemment|forcément|n'importe|rien|sans exception|de nos jours|définitivement|tout simplement`,
  ),
  blame: anyOfEvenApart(
    String.raw`la faute de|sa faute|leur faute|incompétent\p{L}*|paresseu\p{L}*|stupide\p{L}*|idiot\p{L}*|aucune idée|pas mon problème|pas mon travail|toxique\p{L}*|honteu\p{L}*|insult\p{L}*`,
  ),
  ownNeeds: anyOf(
    String.raw`loyer|crédit|dettes?|inflation|cher|vacances|enfants|un ami|coût de la vie|je veux|je mérite`,
  ),
  copulas: wordSet('est sont suis sera soit'),
  perfect: wordSet(''),
  describing: wordSet(articles),
  emptyNumber: /(?<![\d.,])(?:100|110|200|1000)(?![\d.,]*\d)|99(?:,9+)?(?=\s*%)|24\/7|7j\/7|24h\/24/gi,
  neverLast: wordSet('le la les un une des et ou de du mon ma mes que parce'),
  impossiblePair: pairsOf(
    [articles, `${articles} de du a au aux et ou mais est sont ${subjects}`],
    ['de du au aux dans avec chez', `est sont et ou mais ${subjects}`],
    ['je tu il elle nous', 'un une et ou de du dans avec je'],
    ['et ou', 'et ou'],
    ['est sont', 'est sont'],
    [prepositions, 'et ou mais'],
    // "S'en est allé": there, "en" is a pronoun.
    [prepositions.replace(' en ', ' '), 'est sont'],
  ),
}
