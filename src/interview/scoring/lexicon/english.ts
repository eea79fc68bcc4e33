import type { Lexicon } from './lexicon.ts'
import { anyOf, anyOfEvenApart, pairsOf, wordSet } from './word-set.ts'

const articles = 'a an the my our your its their'
const prepositions =
  'of in on at to for from with by into about after before during against between through over under than'
const joins = 'and or but because so if when that which who'
const subjects = 'i we he she they you'

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
    String.raw`results?|outcome|in the end|finally|since then|ever since|went (?:live|from|up|down)|from (?:\S*\d\S*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) (?:\S+ )?to \S+|(?:fell|rose|dropped|grew|cut|reduced|increased|improved|saved|shortened|doubled|halved) (?:\S+ ){0,3}(?:to|by|from|back|down|up)|saved|won|renewed|signed|accepted|adopted|agreed|on time|in time|no longer|has (?:not )?\w+ed|(?<!(?:could|would|should|might|may) )have (?:not )?\w+ed|none|without (?:an?|any|losing|unplanned)|still (?:use|used|run|runs|works?)|now (?:use|used|we|i|it|runs?|stands?)|we now|i now|later|back (?:up|to)|ready|recovered|solved|fixed|noticed|approved|paid off|stayed|(?:was|were) (?:all )?(?:in|done|finished|complete|live|online|restored|delivered|gone) (?:by|at|in|within|after|before)|(?:minutes|hours|days|weeks|months) (?:early|earlier|ahead|sooner|before (?:the|its|our))|ahead of (?:the |our )?(?:schedule|deadline|plan|time)|(?:under|within|below) (?:the )?budget|passed|by \d{1,2}[:.]\d\d|after \d+ (?:hours?|minutes?|days?)`,
  ),
  reasoning: anyOf(
    String.raw`because|since|so that|so|therefore|instead|until|unless|although|though|whereas|while|but|otherwise|rather than|depends?|if|except|even though|however|trade-?offs?|the risk|which means|only (?:once|if|when)|then|which is why|that's why|why|explains?|in case|before (?:i|we|you|they)|as (?:it|that|they|he|she|there)|whether|nine times|or it's|it's not|isn't|rather|even|worst|better|cheaper|the point|more likely|usually because|that way`,
  ),
  method: anyOf(
    String.raw`first|finally|start|begin|check|compare|measure|test|trace|count|add|delete|combine|propose|suggest|offer|review|reconcile|verify|restore|replace|split|sort|draw|write|log|i'd|i would|wouldn't|i use|i look|i ask|pull|clamp|wait|stay with|ring|move|go through|sit (?:down )?with|i'll|i'd want|proof|prove|quickest|next`,
  ),
  proof: anyOf(
    String.raw`for (?:example|instance)|an? (?:example|case)|in one|at (?:an?|my|our)|with an?|for an?|from \S+ (?:\S+ )?to \S+|against \S+|compared (?:with|to)|instead of|told me|wrote|said|asked|showed?|found|noticed|measured|counted|surveys?|checked|report|according to|i read|test(?:ed)?|reconciled?`,
  ),
  reflection: anyOf(
    String.raw`learn(?:t|ed)|lesson|took from it|next time|would (?:do|have done)|again i|if i did|my own (?:fault|mistake|part)|i no longer|since then i|since then we|i now|we now|should have|i lost|my mistake|with hindsight|looking back|less well|my fault|that was me|my own|i knew i should|i'd change|i was wrong|i got (?:it|that) wrong|wrong about|felt sick|kept putting|too long|i admit\w*|i missed|didn't solve|less good at|wasn't proud|i still|what i do now|what changed|i won't|i wouldn't|i've kept|i've (?:\w+ )?since|to be fair|he was right|she was right|they were right|used to think|surprised me|caught me out|bitten me|i wasn't|i didn't|i couldn't|not sure|i don't know`,
  ),
  hedge: anyOfEvenApart(
    String.raw`think|believe|guess|suppose|opinion|i'd say|i would say|imagine|general|generally|usually|normally|typically|naturally|of course|somehow|something|a lot|lots|many|and so on|etc|various|numerous|several|certain|quite|kind of|sort of|respectful|interesting question|good question`,
  ),
  generic: anyOfEvenApart(
    String.raw`important|essential|key|normal|everybody|everyone|people|should|must|(?:you|we|one) (?:have|has|need|needs) to|like|enjoy|prefer|tend|(?:i am|i'm) (?:generally|also|always|somebody|someone|a|an|very|really|good|great)|(?:a|every) (?:good|real|true) \w+ (?:is|has|knows)`,
  ),
  example: anyOf(
    String.raw`for (?:example|instance)|such as|e\.g|namely|an example|a case|one case|in one case|like when`,
  ),
  hype: anyOfEvenApart(
    String.raw`passion\w*|synerg\w*|leverag(?:e|ing)|holistic\w*|proactiv\w*|thriv\w*|world-class|best-in-class|best-of-breed|team player|people person|perfectionist|motto|mindset|dna|empower\w*|best version|full potential|unlock\w*|disrupt\w*|digital transformation|transformation\w*|game-?chang\w*|cutting-edge|bleeding-edge|state-of-the-art|next-level|next level|value-add\w*|add(?:ed|ing)? value|results?-driven|data-driven|customer-centric|customer-obsess\w*|goal-oriented|result-oriented|solution-oriented|detail-oriented|dynamic|fast-paced|high-perform\w*|self-organi[sz]ing|self-starter|go-getter|go the extra mile|extra mile|outside the box|out of the box|win-win|move the needle|low-hanging fruit|hit the ground running|wear many hats|excellence|innovat\w*|seamless\w*|best practices?|thought leader\w*|visionary|natural leader|born leader|servant leadership|ninja|rockstar|rock star|guru|eagle eye|multi-?tasking|fast learner|quick learner|hard-?working|hard worker|self-motivated|highly motivated|110 ?%|110 percent|exponential\w*|at scale|speaks? for (?:themselves|itself)|my worth|great opportunit\w*|exciting (?:challenges?|opportunit\w*)|new challenges?|leading company|market leader|lifelong|life-long|inspir\w*|journey|ecosystem\w*|authentic\w*|paradigm\w*|strong communicator|excellent communicat\w*|resilien\w*|continuous improvement|core values?|key values?|key competenc\w*|skill ?set|track record|proven track|strategic(?:ally)?|stakeholder (?:management|alignment|engagement)|north star|purpose-driven|mission-driven|quick wins?|deliver(?:s|ing)? (?:\w+ )?(?:value|results|impact)|drive (?:results|change|growth|impact)|growth (?:mindset|hacking)|cross-functional|at every level|failure is not an option|sky is the limit|work hard|play hard|challenge accepted|born for|second nature|comfort zone|big picture|bring(?:s)? to the table|superpower|top performer|real eye for|eye for detail|non-negotiable|thanked me|award|proved? right|known for|brutally|very experienced|extremely experienced|well versed|inflection point|left behind|lost without me|toolkit|on time and on budget|relentless\w*|reputational|from the top down|across the organi[sz]ation|end.to.end visibility|buy-in|very seriously|calm under pressure|self-managing|i'm certified|certified \w+|core of who i am|heart of everything|more than most|better than most|nothing fazes|can handle anything|pride myself|without false modesty|i(?:'ve| have) (?:\w+ )?\w+(?:ed|en|un|lt|de) (?:over |more than |about |around |nearly )?\d\S*`,
  ),
  absolute: anyOfEvenApart(
    String.raw`always|never|everything|nothing|anything|everybody|everyone|every single|all the time|at all times|completely|totally|absolutely|perfectly|obviously|simply|basically|whatever|any more|anymore|nowadays|no matter|of course|nobody|no one|any kind of|cannot|can't go wrong|without exception|definitely|honestly|literally|every\s?where|fortunate (?:in|that|enough)|rarely|can't think of|don't tend to|no problem (?:with|saying)|hardly ever|simply not|would not happen|couldn't happen|all the \w+ do|the only way|no real|no reason|proven|needless to say|as they say`,
  ),
  blame: anyOfEvenApart(
    String.raw`fault of|(?:his|her|their|somebody else's|someone else's) fault|not my (?:fault|job|problem|responsibility)|(?:he|she|they|who) had no idea|clueless|stupid|idiots?|lazy|incompetent|useless|ridiculous|pull their weight|troublemaker|insult\w*|looked the other way|far too (?:much|few)|refused to listen|didn't listen|not the right fit|their (?:own )?responsibility|selling themselves|toxic|micromanag\w*|jealous|against me|hated|always (?:late|wrong|complaining)|got what (?:he|she|they) deserved|not cut out|on them|their loss|no understanding|(?:had|have|has) no clue|no offence|unprepared|gone downhill|went downhill|work ethic|changing (?:its|their) mind|denied it|have a word with|shouldn't be happening|should not be happening|couldn't handle|can't handle|can't stand|over my head|opinions and no|down to (?:the |my |our )?\w*(?: gaps| team| predecessor)|not much (?:a|an|i|you|anybody) \w+ can do|developers always|users always|management never|whose fault|my predecessor|the politics|blew it|complete (?:disaster|mess)|a disaster`,
  ),
  ownNeeds: anyOf(
    String.raw`rent|bills?|mortgage|loans?|debts?|inflation|expensive|leasing|kids|children|a friend|my friends?|colleague of mine|i want|i deserve|my worth|cost of living`,
  ),
  copulas: wordSet('is are be being re'),
  perfect: wordSet('have ve'),
  describing: wordSet('get gets a an the my our your their his her its very so'),
  emptyNumber:
    /(?<![\d.,])(?:100|110|1000)(?![\d.,]*\d)|99(?:\.9+)?(?=\s*(?:%|percent))|24\/7(?:\/365)?|\b(?:number one|top \d+)/gi,
  impossiblePair: pairsOf(
    [
      articles,
      `every some any no each this these ${articles} ${prepositions} ${joins} ${subjects} is are was were be have has had do did will would could should not me him us them`,
    ],
    [
      'of at from with by into during against between',
      `${subjects} is are was were be been has had do did because if but not will would could should`,
    ],
    ['is are was were be been', 'is are was were be do did of has have had will would could should'],
    ['i he she we they', 'of and or than me him them us the a an my your our their at from with by into'],
    ['and or but', 'and or than'],
    ['for', 'to of for'],
    ['would could should will can must', 'would could should will can must is are was were am of the a an my our to'],
    ['to', 'of to is are was were and or i he she we they would could should will has had did'],
    ['not', 'of and or i he she we they'],
  ),
  neverLast: wordSet('the a an and or my your our their because'),
}
