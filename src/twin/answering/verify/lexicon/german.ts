import type { WordTables } from './lexicon.ts'

export const german: WordTables = {
  kinds: {
    article: 'der die das den dem des ein eine einen einem einer eines dieser diese dieses diesen diesem',
    auxiliary: '',
    filler: 'auch außerdem zudem ferner nämlich insgesamt',
    adverb:
      'montag dienstag mittwoch donnerstag freitag samstag sonntag erfolgreich schnell sorgfältig persönlich wirklich sehr äußerst eng regelmäßig direkt schließlich kürzlich derzeit aktuell jetzt heute bereits schon leicht klar einfach gründlich allmählich sofort vollständig komplett ganz genau besonders insbesondere aktiv systematisch dabei danach später dann dort hier noch wieder jedoch inzwischen damals täglich wöchentlich',
    preposition:
      'in=loc im=loc ins=loc an=loc am=loc auf=loc bei=loc beim=loc während=loc zu=to zum=to zur=to nach=nach von=of vom=of für=for mit=with aus=from seit=since bis=until vor=before über=over unter=under durch=by gegen=against um=um zwischen=between als=as wegen=because-of trotz=despite pro=per ab=from-on neben=beside hinter=behind innerhalb=within statt=instead-of wie=like je=per',
    and: 'und sowie=und',
    but: 'aber sondern=aber doch=aber',
    or: 'oder',
    pronoun:
      'ich=s1 mich=s1 mir=s1 wir=p1 uns=p1 du=2 dich=2 dir=2 euch=2 er=s3m ihn=s3m ihm=s3m sie=sie ihnen=p3 ihr=ihr es=s3n man=on sich=self mein=my meine=my meinen=my meinem=my meiner=my meines=my unser=our unsere=our unseren=our unserem=our unserer=our unseres=our seine=his seinen=his seinem=his seiner=his seines=his ihre=ihr ihren=ihr ihrem=ihr ihrer=ihr ihres=ihr jemand=someone',
    be: 'bin=present bist=present ist=present sind=present seid=present war=past warst=past waren=past gewesen=past sein=be wurde=became wurden=became worden=became',
    negation:
      'nicht=not kein=no keine=no keinen=no keinem=no keiner=no keines=no nie=never niemals=never nichts=nothing niemand=nobody ohne=without weder=neither kaum=hardly nirgends=nowhere nein=no',
    condition: 'wenn=if falls=if sofern=if außer=except ob=whether sonst=otherwise sobald=once solange=while',
    relative:
      'welche=which welcher=which welches=which welchen=which dass=that wo=where warum=why was=what wer=who wem=who wobei=which',
    subordinator:
      'weil=because da=because denn=because obwohl=although damit=so-that daher=so deshalb=so dadurch=so sodass=so indem=by-doing während=while nachdem=after bevor=before',
    fixed:
      'kann=can können=can konnte=could konnten=could könnte=might könnten=might soll=shall sollen=shall sollte=should sollten=should will=want wollen=want wollte=want wollten=want muss=must müssen=must musste=had-to mussten=had-to darf=may durfte=may dürfen=may mag=like möchte=would-like möchten=would-like würde=would würden=would werde=will wird=will werden=will hätte=would-have hätten=would-have wäre=would-be wären=would-be ' +
      'alle=all allen=all aller=all alles=all jeder=every jede=every jedes=every jeden=every jedem=every beide=both beiden=both viele=many vielen=many viel=much wenige=few wenig=little mehrere=several einige=some manche=some meisten=most meist=mainly meistens=mainly hauptsächlich=mainly größtenteils=mainly teilweise=partly oft=often häufig=often manchmal=sometimes selten=rarely immer=always stets=always nur=only lediglich=only ausschließlich=only allein=alone fast=almost beinahe=almost nahezu=almost knapp=almost etwa=approx ungefähr=approx circa=approx ca=approx mindestens=at-least wenigstens=at-least höchstens=at-most maximal=at-most mehr=more weniger=less besser=better beste=best besten=best zusammen=together gemeinsam=together jeweils=each halb=half andere=other anderen=other einzige=only einzigen=only gleiche=same gleichen=same selbst=self-emph ja=yes hälfte=half üblicherweise=usually normalerweise=usually gewöhnlich=usually',
    doubt:
      'vielleicht=maybe wahrscheinlich=probably möglicherweise=maybe vermutlich=presumably angeblich=allegedly wohl=probably eventuell=maybe theoretisch=theoretically laut=according offenbar=apparently scheinbar=apparently hoffentlich=hopefully potenziell=potentially',
  },
  phrases: {
    fixed:
      'bis_zu=at-most mehr_als=more-than weniger_als=less-than nicht_mehr=no-longer noch_nicht=not-yet so_gut_wie=almost im_begriff=about-to',
    condition: 'es_sei_denn=unless im_falle=in-case',
    preposition: 'auf_grund=because-of an_stelle=instead-of',
    adverb: 'zur_zeit im_moment',
  },
  beforeNumber: 'rund=approx gegen=approx über=more-than unter=less-than um=approx',
  have: 'habe=present hast=present hat=present haben=present habt=present hatte=past hatten=past hattest=past',
  strict:
    'not no never nothing nobody without neither hardly nowhere all every both most only more less better best always same if except whether otherwise no-longer not-yet unless in-case alone',
  attribution:
    'sagen sagt sagte sagten meinen meint meinte denken denkt dachte glauben glaubt glaubte behaupten behauptet behauptete hoffen hofft hoffte planen plant plante geplant beabsichtigen erwarten erwartet erwartete annehmen vermuten vermutet vermutete zweifeln bezweifelt vorschlagen vorgeschlagen schlug empfehlen empfohlen empfahl überlegen überlegte vorstellen träumen träumte versprechen versprochen anbieten fragen fragte gefragt bitten bat fordern forderte leugnen fürchten scheinen scheint schien versuchen versuchte versucht wünschen wünscht weigern weigerte vergessen vergaß falsch gerücht lüge erfunden gescheitert',
  unreal:
    'theorie simulation simuliert übung probe witz traum fantasie fiktion fiktiv entwurf vorschlag hypothese hypothetisch szenario beispiel versehen papier test auftrag abwesenheit urlaub niveau grundkenntnisse',
  adjectives:
    'neue neuen neuer neues neuem alte alten großen große großer großes kleine kleinen kleiner gute guten eigene eigenen eigenes gesamte gesamten komplexe komplexen wichtige wichtigen zentrale zentralen technische technischen interne internen aktuelle aktuellen bestehende bestehenden moderne modernen verschiedene verschiedenen junge jungen lange langen kurze kurzen',
  pastForms:
    'leitete war hatte begann schrieb nahm gab kam ging baute übernahm wechselte führte entwarf hielt ließ sah stand traf verließ verlor gewann fand fiel stieg sank brachte wusste kannte entschied blieb verkauft verkaufte übernommen begonnen geschrieben genommen gegeben gekommen gegangen gewonnen verloren gefunden gefallen gestiegen gesunken gebracht entschieden geblieben verlassen entworfen gehalten getroffen gesehen erhalten bestanden aufgebaut hörte eingeführt abgelöst',
  pastEnding: /(?:te|ten|iert)$|^(?:\p{L}{2,4})?ge\p{Ll}+(?:t|en)$/u,
  notPast:
    'gegen gestern gesamt geraten gebieten gebiet daten kosten warten leisten arbeiten leiten seiten zeiten leute heute',
  months: [
    'januar jan jänner',
    'februar feb',
    'märz',
    'april apr',
    'mai',
    'juni jun',
    'juli jul',
    'august aug',
    'september sep sept',
    'oktober okt',
    'november nov',
    'dezember dez',
  ],
  numbers:
    'null=0 eins=1 zwei=2 drei=3 vier=4 fünf=5 sechs=6 sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12 dreizehn=13 vierzehn=14 fünfzehn=15 sechzehn=16 siebzehn=17 achtzehn=18 neunzehn=19 zwanzig=20 dreißig=30 vierzig=40 fünfzig=50 sechzig=60 siebzig=70 achtzig=80 neunzig=90 hundert=100 tausend=1000 million=1000000 millionen=1000000 mio=1000000 milliarde=1000000000 milliarden=1000000000 mrd=1000000000',
  units:
    'prozent=% eur=eur euro=eur euros=eur usd=usd dollar=usd gbp=gbp chf=chf franken=chf std=stunden min=minuten sek=sekunden',
  timesOfDay: 'morgen abend abenden nacht wochenende sommer winter',
  ordinals:
    'erste=ord1 ersten=ord1 erster=ord1 erstes=ord1 zweite=ord2 zweiten=ord2 zweiter=ord2 zweites=ord2 dritte=ord3 dritten=ord3 dritter=ord3 vierte=ord4 vierten=ord4 letzte=ord-last letzten=ord-last letzter=ord-last letztes=ord-last',
  measures:
    'sekunde sekunden minute minuten stunde stunden tag tage tagen woche wochen monat monate monaten jahr jahre jahren cent meter metern kilometer kilometern gramm',
  labels: 'situation aufgabe handlung ergebnis aktion',
  opposites:
    'erhöhte/senkte erhöht/gesenkt stieg/sank gestiegen/gesunken mehr/weniger erste/letzte bestanden/durchgefallen gewonnen/verloren gewann/verlor aktiviert/deaktiviert begonnen/beendet geöffnet/geschlossen angenommen/abgelehnt gekauft/verkauft eingestellt/entlassen vor/nach über/unter mit/ohne immer/nie alle/keine besser/schlechter hinzugefügt/entfernt intern/extern',
}
