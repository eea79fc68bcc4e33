import type { WordTables } from './lexicon.ts'

export const french: WordTables = {
  kinds: {
    article: 'le la les l un une ce cet cette ces ne n',
    auxiliary: '',
    filler: 'aussi également=aussi notamment',
    adverb:
      "lundi mardi mercredi jeudi vendredi samedi dimanche déjà aujourd'hui actuellement maintenant désormais très vraiment rapidement soigneusement personnellement directement finalement récemment clairement simplement immédiatement progressivement entièrement complètement totalement exactement précisément particulièrement activement régulièrement fortement ensuite puis encore bien ainsi cependant toutefois y",
    preposition:
      'à=loc au=loc aux=loc en=loc dans=loc chez=loc pendant=loc durant=loc lors=loc de=of du=of d=of des=of par=by pour=for avec=with contre=against entre=between sur=sur sous=under depuis=since jusque=until jusqu=until avant=before après=after vers=toward dès=from comme=as via=through parmi=among malgré=despite hors=outside derrière=behind devant=before-place',
    and: 'et',
    but: 'mais',
    or: 'ou',
    pronoun:
      'je=s1 j=s1 me=s1 m=s1 moi=s1 nous=p1 tu=2 te=2 t=2 toi=2 vous=2 il=s3m lui=s3m elle=s3f on=on ils=p3 elles=p3f eux=p3 se=self s=self mon=my ma=my mes=my notre=our nos=our son=his sa=his ses=his leur=their leurs=their votre=your vos=your ton=your ta=your tes=your c=s3n ça=s3n cela=s3n ceci=s3n chacun=chacun chacune=chacun quelqu=someone',
    be: 'suis=present es=present est=present sommes=present êtes=present sont=present étais=past était=past étions=past étaient=past fus=past fut=past furent=past été=past être=be étant=being',
    negation:
      'pas=not jamais=never rien=nothing aucun=no aucune=no guère=hardly ni=nor sans=without nul=no nulle=no non=no personne=nobody',
    condition: 'si=if sauf=except lorsque=when lorsqu=when quand=when excepté=except hormis=except sinon=otherwise',
    relative:
      'qui=who que=that qu=that dont=whose où=where lequel=which laquelle=which lesquels=which lesquelles=which quel=which quelle=which comment=how pourquoi=why quoi=what',
    subordinator:
      'parce=because car=because puisque=because puisqu=because donc=so alors=so afin=so-that quoique=although',
    fixed:
      'peux=can peut=can pouvons=can peuvent=can pouvais=could pouvait=could pourrais=might pourrait=might pourraient=might pu=could dois=must doit=must devons=must doivent=must devais=had-to devait=had-to devrais=should devrait=should dû=had-to veux=want veut=want voulons=want voulais=want voulait=want voudrais=would-like voudrait=would-like voulu=want aurais=would-have aurait=would-have auraient=would-have serais=would-be serait=would-be seraient=would-be serai=will-be sera=will-be seront=will-be aurai=will-have aura=will-have auront=will-have vais=going va=going allais=going allait=going ' +
      'environ=approx presque=almost quasiment=almost tout=all toute=all tous=all toutes=all chaque=every plupart=most beaucoup=many peu=few plusieurs=several quelques=some certains=some certaines=some moitié=half souvent=often parfois=sometimes rarement=rarely toujours=always seulement=only uniquement=only surtout=mainly principalement=mainly généralement=generally habituellement=usually plus=more moins=less mieux=better meilleur=best meilleure=best meilleurs=best pire=worst ensemble=together conjointement=together respectivement même=same autre=other autres=other seul=only seule=only oui=yes partie=part partiellement=partly',
    doubt:
      'probablement=probably apparemment=apparently prétendument=allegedly selon=according éventuellement=maybe théoriquement=theoretically possiblement=maybe vraisemblablement=probably',
  },
  phrases: {
    filler: 'en_outre de_plus en_résumé en_bref',
    fixed:
      'au_moins=at-least au_plus=at-most au_maximum=at-most plus_de=more-than plus_d=more-than moins_de=less-than moins_d=less-than à_peu_près=approx ne_plus=no-longer en_partie=partly le_plus=most',
    preposition: 'à_cause_de=because-of grâce_à=because-of au_lieu_de=instead-of à_partir_de=from près_de=near',
    condition:
      'pendant_que=while pendant_qu=while tandis_que=while tandis_qu=while dès_que=once dès_qu=once tant_que=while tant_qu=while en_cas à_moins à_condition',
    doubt: 'peut_être=maybe sans_doute=probably soi_disant=allegedly',
    adverb: 'en_ce_moment',
  },
  beforeNumber: 'vers=approx',
  have: 'ai=present as=present a=present avons=present avez=present ont=present avais=past avait=past avions=past avaient=past ayant=having avoir=infinitive eu=past',
  strict:
    'not never nothing no hardly nor without nobody all every most only more less better best worst always same if except when otherwise no-longer than',
  attribution:
    'dire dit disait pense pensais pensait penser croit croire crois croyait espère espérais espérait espérer souhaite souhaitais souhaitait souhaiter prévoit prévu prévue prévoyait prévoir affirme affirmait affirmer affirmé prétend prétendait estime estimait suppose supposait propose proposait proposer proposé demande demandait demandé demander suggère suggérait imagine imaginait imaginer rêve rêvait rêver essaie essayé essayait essayer tente tenté tentait tenter promet promis doute doutait craint craignait semble semblait refuse refusé refusait refuser voudrait envisage envisageait envisagé faux fausse rumeur mensonge échoué',
  unreal:
    'théorie simulation exercice répétition plaisanterie rêve imagination fiction brouillon proposition fictif fictive hypothèse hypothétique scénario exemple erreur faux papier essai absence vacances niveau débutante',
  adjectives:
    'nouveau nouvelle nouveaux nouvelles grand grande grands grandes petit petite petits petites bon bonne propre propres important importante importants complexe complexes central centrale technique techniques interne internes actuel actuelle existant existante moderne différent différents différentes jeune long longue court courte récent récente',
  pastForms:
    'pris fait mis écrit dit ouvert construit conduit réduit produit introduit traduit appris compris repris rejoint obtenu tenu reçu vu lu su connu vendu rendu perdu suivi fini choisi rempli réussi établi bâti servi sorti parti conçu élu soutenu maintenu revu résolu repris découvert offert permis promis atteint duré',
  pastEnding: /(?:é|és|ée|ées)$/,
  notPast:
    'été santé sécurité qualité côté marché société université année journée idée entrée durée armée employé employée employés clé',
  months: [
    'janvier janv',
    'février févr',
    'mars',
    'avril avr',
    'mai',
    'juin',
    'juillet juil',
    'août',
    'septembre',
    'octobre oct',
    'novembre nov',
    'décembre déc',
  ],
  numbers:
    'zéro=0 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12 treize=13 quatorze=14 quinze=15 seize=16 vingt=20 vingts=20 trente=30 quarante=40 cinquante=50 soixante=60 septante=70 huitante=80 nonante=90 cent=100 cents=100 mille=1000 million=1000000 millions=1000000 milliard=1000000000 milliards=1000000000',
  units:
    'pourcent=% eur=eur euro=eur euros=eur usd=usd dollar=usd dollars=usd gbp=gbp chf=chf min=minutes sec=secondes',
  timesOfDay: 'matin matins soir soirs nuit nuits été hiver',
  ordinals:
    'premier=ord1 première=ord1 premiers=ord1 premières=ord1 second=ord2 seconde=ord2 deuxième=ord2 troisième=ord3 quatrième=ord4 cinquième=ord5 sixième=ord6 dernier=ord-last dernière=ord-last derniers=ord-last dernières=ord-last',
  measures:
    'seconde secondes minute minutes heure heures jour jours semaine semaines mois an ans année années centime centimes mètre mètres kilomètre kilomètres gramme grammes',
  labels: 'situation tâche action résultat',
  opposites:
    'augmenté/réduit augmenté/diminué monté/baissé gagné/perdu rejoint/quitté réussi/échoué avant/après plus/moins premier/dernier activé/désactivé commencé/arrêté ouvert/fermé accepté/refusé acheté/vendu embauché/licencié avec/sans toujours/jamais supérieur/inférieur ajouté/supprimé créé/supprimé interne/externe',
}
