import type { WordTables } from './lexicon.ts'

export const english: WordTables = {
  kinds: {
    article: 'a an the this these those',
    auxiliary: 'do does did',
    filler: 'also additionally moreover furthermore indeed namely specifically overall',
    adverb:
      'monday tuesday wednesday thursday friday saturday sunday successfully quickly carefully personally really actually very highly extremely closely regularly directly finally eventually recently currently now today already easily clearly simply thoroughly gradually immediately quietly deeply strongly greatly significantly fully completely entirely totally exactly precisely especially particularly actively proactively steadily systematically consistently thereby however meanwhile afterwards later soon then there here too again still even well twice daily weekly',
    preposition:
      'in=loc on=loc at=loc during=loc within of to into=to onto=to from for by with as about regarding=about concerning=about over above under below between among across against around through via=through towards=toward toward beyond behind before after since until till=until per than like despite inside=loc outside near upon=loc throughout=loc along alongside=with opposite past beside besides',
    and: 'and plus',
    but: 'but yet',
    or: 'or',
    pronoun:
      'i=s1 me=s1 myself=s1 we=p1 us=p1 ourselves=p1 you=2 yourself=2 yourselves=2 he=s3m him=s3m himself=s3m she=s3f her=her herself=s3f it=s3n itself=s3n they=p3 them=p3 themselves=p3 my=my mine=my our=our ours=our his=his its=its their=their theirs=their your=your yours=your everyone everybody someone somebody anyone anybody something anything',
    be: 'am=present is=present are=present was=past were=past been=past be=be being=being',
    negation:
      "not n't=not never no none nobody nothing neither nor nowhere without hardly barely=hardly scarcely=hardly",
    condition:
      'if unless whether except excluding provided assuming otherwise when whenever once lest wherever while whereas',
    relative: 'that who whom whose which where why how what',
    subordinator: 'because although though so therefore thus hence',
    fixed:
      "will would 'll=will 'd=would wo=will ca=can shall should can could may might must ought " +
      'all every each both any most many much few several some half part partly partially mainly mostly=mainly largely=mainly chiefly=mainly primarily=mainly ' +
      'usually generally typically normally often sometimes occasionally rarely seldom always ever only just merely=only solely=only exclusively=only alone enough almost nearly=almost ' +
      'approximately=approx roughly=approx circa=approx ca=approx more less fewer=less least better worse best worst next previous former latter same other another such ' +
      'up down out off away back apart instead together jointly=together respectively else yes everything either',
    doubt:
      'maybe perhaps=maybe probably possibly=maybe presumably supposedly allegedly reportedly apparently seemingly hopefully potentially theoretically hypothetically ideally likely unlikely ostensibly according',
  },
  phrases: {
    filler: 'in_addition in_short in_summary as_well',
    fixed:
      'at_least=at-least at_most=at-most up_to=at-most together_with=together more_than=more-than less_than=less-than fewer_than=less-than no_longer a_few=few a_little=little used_to going_to=going-to able_to about_to=about-to supposed_to one_another each_other as_if at_first=at-first at_last=at-last',
    preposition:
      'out_of=from because_of=because-of due_to=because-of instead_of=instead-of in_front_of=before next_to=near compared_with=versus compared_to=versus',
    doubt: 'plan_to=plan-to plans_to=plan-to',
    condition: 'in_case as_long_as other_than apart_from even_if only_if only_when',
    negation: "ca_n't=cannot rather_than",
    adverb: 'so_far by_now right_now at_the_moment',
  },
  beforeNumber:
    'about=approx around=approx some=approx over=more-than above=more-than under=less-than below=less-than beyond=more-than',
  have: "have=present has=present 've=present had=past having=having",
  strict:
    'not never no none nobody nothing neither nor nowhere without hardly cannot rather-than all every each both any most only alone least more less better worse best worst than always same no-longer if unless whether except when whenever in-case',
  attribution:
    'say says said saying tell tells told telling think thinks thought thinking believe believes believed claim claims claimed allege alleged assert asserted suggest suggests suggested propose proposes proposed recommend recommends recommended hope hopes hoped hoping wish wishes wished want wants wanted plan plans planned planning intend intends intended expect expects expected assume assumes assumed suppose supposed guess guessed suspect suspected doubt doubted consider considered considering imagine imagined dream dreamed dreamt pretend pretended promise promised offer offered ask asks asked asking demand demanded deny denied rumour rumoured rumor rumored fear feared predict predicted argue argued insist insisted feel felt seem seems seemed try tries tried trying attempt attempted aim aims aimed refuse refused decline declined forget forgot fail failed avoid avoided false untrue wrong myth lie lied invented fictional',
  unreal:
    'theory simulation simulated exercise drill rehearsal joke dream imagination fiction draft proposal mock trial demo hypothesis hypothetical scenario behalf mistake example fake paper absence absent vacation level beginner basics',
  adjectives:
    'new old large big small great good own whole entire complex important central technical current existing additional various different major modern nice interesting successful young busy long short recent daily weekly monthly',
  pastForms:
    'led ran built wrote made took gave got became began brought bought came chose did drew drove fell found flew grew held kept knew left lost met paid rose sat saw sent shook showed shown sold spent spoke spoken stood taught told thought threw understood went gone wore won rewrote rewritten oversaw undertook rebuilt dealt cut set put caught sought bred burnt dug ate eaten fed fought forgotten froze frozen heard hid hidden laid lent meant overcame overcome rode ridden rang slept sang sank stole stuck struck swept swore woke withdrew withdrawn born written given taken known grown driven chosen done seen run begun drawn',
  pastEnding: /ed$/,
  notPast: 'need speed seed hundred embed feed bed shed indeed exceed proceed succeed',
  months: [
    'january jan',
    'february feb',
    'march mar',
    'april apr',
    'may',
    'june jun',
    'july jul',
    'august aug',
    'september sep sept',
    'october oct',
    'november nov',
    'december dec',
  ],
  numbers:
    'zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90 hundred=100 thousand=1000 million=1000000 billion=1000000000 bn=1000000000',
  units:
    'percent=% eur=eur euro=eur euros=eur usd=usd dollar=usd dollars=usd gbp=gbp chf=chf hrs=hours hr=hour min=minutes mins=minutes sec=seconds secs=seconds yrs=years',
  timesOfDay: 'morning mornings afternoon afternoons evening evenings night nights weekend weekends summer winter',
  ordinals:
    'first=ord1 second=ord2 third=ord3 fourth=ord4 fifth=ord5 sixth=ord6 seventh=ord7 eighth=ord8 ninth=ord9 tenth=ord10 last=ord-last final=ord-last',
  measures:
    'second seconds minute minutes hour hours day days week weeks month months year years cent cents pence foot feet inch inches metre metres kilometre kilometres gram grams kilogram kilograms',
  labels: 'situation task action result',
  opposites:
    'increase/decrease increased/decreased increased/reduced raised/lowered rose/fell grew/shrank more/less most/least first/last joined/left passed/failed won/lost enabled/disabled started/stopped began/ended opened/closed accepted/rejected accepted/refused approved/rejected bought/sold hired/fired before/after above/below over/under up/down with/without always/never all/none success/failure successful/unsuccessful faster/slower higher/lower better/worse early/late added/removed created/deleted gained/lost succeeded/failed improved/worsened include/exclude internal/external',
}
