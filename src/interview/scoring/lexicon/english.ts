import type { Lexicon } from './lexicon.ts'
import { anyOf, pairsOf, wordSet } from './word-set.ts'

const articles = 'a an the my our your his her its their'
const prepositions =
  'of in on at to for from with by into about after before during against between through over under than'
const joins = 'and or but because so if when that which who'
const subjects = 'i we he she they'

export const english: Lexicon = {
  firstSingular: wordSet('i me my myself mine'),
  firstPlural: wordSet('we us our ourselves ours'),
  anaphors: wordSet('it they them their he him his she her this that these those both each'),
  pastEnding: /(?:[^e]ed|eed(?:ed))$/,
  pastWords: wordSet(
    'began bent bound bought brought built came caught chose cut dealt drew drove fell felt fought found gave got grew heard held hit kept knew laid led left lent let lost made met paid put ran rang read rose sat saw said sent set shook showed shut slept sold spent split spoke stood stuck swore taught thought threw told took understood undertook went withdrew won woke wore wrote broke froze learnt learned gone done given taken written spoken broken known shown chosen grown seen worn driven forgotten begun fell built agreed',
  ),
  notPast: wordSet(
    'need needed red bed led shed speed feed seed hundred indeed based supposed related experienced skilled motivated dedicated certified advanced distributed detailed committed focused passionate used interested satisfied read put set cut let hit split shut',
  ),
  numberWords: wordSet(
    'two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen half third quarter fifth twice',
  ),
  timeWords: wordSet(
    'january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter christmas minute minutes hour hours day days night nights week weeks weekend month months year years morning afternoon evening noon midnight yesterday today shift sprint term quarter',
  ),
  setting: anyOf(
    'at an?|at the|at my|in my|in our|in the|i was|i had|we had|we were|there (?:was|were)|when i|as (?:an?|the)|last (?:year|month|week|spring|summer|autumn|winter)|during (?:my|our|the|an?)|i led|i ran|i worked|my (?:team|ward|class|boss|manager|company|employer)|one (?:day|morning|evening)|once',
  ),
  need: anyOf(
    String.raw`needed|need to|had to|wanted|due|goal|aim|deadline|problem|at stake|risk|missing|missed|behind|complain\w*|asked (?:me|us)|my (?:job|task|part|role)|responsible|in charge|supposed to|would(?:n't| not)|could(?:n't| not)|nobody|target|urgent|late|wrong|failed|errors?|gap|short|expected|worried|bothered|against|because|so that|too (?:much|many|few|late|slow|long)|alone`,
  ),
  outcome: anyOf(
    String.raw`results?|outcome|in the end|finally|since then|ever since|went (?:live|from|up|down)|from \S+ (?:\S+ )?to \S+|(?:fell|rose|dropped|grew|went|came|got|cut|reduced|increased|improved|saved|shortened|doubled|halved) (?:\S+ ){0,3}(?:to|by|from|back|down|up)|saved|won|renewed|signed|accepted|adopted|agreed|on time|in time|no longer|has (?:not )?\w+ed|have (?:not )?\w+ed|none|without (?:an?|any|losing|unplanned)|still (?:use|used|run|runs|works?)|now (?:use|used|we|i|it|runs?|stands?)|we now|i now|later|instead of|back (?:up|to)|ready|recovered|solved|fixed|noticed|approved|paid off|stayed`,
  ),
  reasoning: anyOf(
    String.raw`because|since|so that|so|as|therefore|instead|until|unless|although|though|whereas|while|but|otherwise|rather than|depends?|if|only|except|even|however|trade-?offs?|the risk|might|may|can|which means|that is why|before|once`,
  ),
  method: anyOf(
    String.raw`first|then|next|after that|before|last|start|begin|check|compare|measure|look (?:at|for)|ask|test|trace|count|use|read|add|delete|combine|keep|write|propose|suggest|offer|review|reconcile|would|wouldn't|i'd|i'll|needs?|helps?`,
  ),
  proof: anyOf(
    String.raw`for (?:example|instance)|an? (?:example|case)|in one|at (?:an?|my|our)|with an?|for an?|from \S+ (?:\S+ )?to \S+|against \S+|compared (?:with|to)|instead of|told me|wrote|said|asked|showed?|found|noticed|measured|counted|surveys?|checked|report|according to|i read|test(?:ed)?|reconciled?`,
  ),
  reflection: anyOf(
    String.raw`learn(?:t|ed)|lesson|took from it|next time|would (?:do|have done)|again i|if i did|my own (?:fault|mistake|part)|i no longer|since then i|since then we|i now|we now|should have|i lost|my mistake|with hindsight|looking back|less well`,
  ),
  hedge: anyOf(
    String.raw`i (?:\w+ )?(?:think|believe|feel|guess|suppose)|in my (?:opinion|view|experience|eyes)|i would say|i'd say|i could imagine|in general|generally|usually|normally|typically|naturally|of course|somehow|something|some (?:people|time|things?)|a lot|lots of|many|and so on|etc|various|numerous|several|all (?:kinds|sorts) of|in such situations?|certain|quite|in a (?:respectful|proper|good|positive|professional) (?:way|manner)|a new challenge|a good atmosphere`,
  ),
  generic: anyOf(
    String.raw`it(?: is|'s) (?:really |very |always |quite |also )?(?:important|key|essential|normal)|(?:is|are) (?:very |really |also |always )?(?:important|essential|key)|most important(?: thing)?|everybody|everyone|people|you (?:have to|should|must|need to|can|could|may)|one should|we need to|i (?:also |generally |always |really |often )?(?:try|tend|like|want|enjoy|prefer)|(?:i am|i'm) (?:generally|also|always|somebody|someone|a|an|very|really|good|great)|(?:a|every) (?:good|real|true) \w+ (?:is|has|knows)`,
  ),
  example: anyOf(
    String.raw`for (?:example|instance)|such as|e\.g|namely|an example|a case|one case|in one case|like when`,
  ),
  hype: anyOf(
    String.raw`passion\w*|synerg\w*|leverag\w*|holistic\w*|proactiv\w*|thriv\w*|world-class|team player|perfectionist|motto|mindset|dna|empower\w*|best version|full potential|growth|disrupt\w*|transformation\w*|game-?chang\w*|cutting-edge|state-of-the-art|next-level|value-add\w*|results-driven|goal-oriented|solution-oriented|dynamic|fast-paced|high-perform\w*|self-organi[sz]ing|stakeholders? (?:management|at every level)|excellence|innovat\w*|agility|scalab\w*|end-to-end|seamless\w*|robust|best practices?|thought leader\w*|visionary|ninja|rockstar|guru|hunter|closer|eagle eye|multi-?tasking|fast learner|quick learner|hard-?working|self-motivated|110|exponential|at scale|knowledge is power|speak for themselves|know my worth|great opportunit\w*|exciting challenges?|new challenges?|lifelong|inspir\w*|journey|ecosystem\w*|authentic\w*|paradigm\w*|thousands of|millions of|strong communicator|resilien\w*|continuous improvement|core values?|key values?`,
  ),
  absolute: anyOf(
    String.raw`always|never|everything|nothing|anything|everybody|everyone|every single|all the time|completely|totally|obviously|simply|basically|whatever|any more|nowadays|no matter|of course|nobody|ever|cannot|can't go wrong`,
  ),
  blame: anyOf(
    String.raw`fault of|mostly the fault|no idea|impossible|stupid|idiot\w*|lazy|incompetent|difficult people|pull their weight|troublemaker|insult|far too (?:much|few)|i told (?:everybody|them) from|not the right fit`,
  ),
  ownNeeds: anyOf(
    String.raw`rent|bills?|mortgage|loans?|debts?|inflation|expensive|leasing|kids|children|holidays?|a friend|my friends?|colleague of mine|i want|i deserve|my worth|cost of living`,
  ),
  asidePassive: wordSet('is are be being s re get gets a an the my our your their his her its very so'),
  emptyNumber:
    /\b(?:1[0-9]0|100|200|1000|99(?:\.9+)?)\s*(?:%|percent|per cent)|24\/7(?:\/365)?|\b(?:number one|top \d+|100 ?%|1000 ?%)/gi,
  impossiblePair: pairsOf(
    [articles, `${articles} ${prepositions} ${joins} ${subjects} is are was were be have has had do did`],
    [prepositions, `${subjects} is are was were and or because`],
    ['is are was were be', 'is are was were do did of'],
    [subjects, `${subjects} of and or than me him them us`],
    ['and or', 'and or of than'],
    ['of', 'of to in on at and with by'],
  ),
}
