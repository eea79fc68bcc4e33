import type { WordTables } from './lexicon.ts'

export const spanish: WordTables = {
  kinds: {
    article: 'el la los las un una unos unas lo este esta estos estas ese esa esos esas aquel aquella',
    auxiliary: '',
    filler: 'también además asimismo',
    adverb:
      'lunes martes miércoles jueves viernes sábado domingo ya hoy actualmente ahora muy realmente rápidamente cuidadosamente personalmente directamente finalmente recientemente claramente simplemente inmediatamente gradualmente completamente totalmente exactamente precisamente especialmente particularmente activamente regularmente fuertemente luego después entonces allí aquí aún todavía bien diariamente',
    preposition:
      'en=loc durante=loc a=to al=to de=of del=of por=by para=for con=with desde=from hasta=until sobre=about entre=between tras=after antes=before hacia=toward contra=against bajo=under mediante=through como=as',
    and: 'y e=y',
    but: 'pero=but sino=but',
    or: 'o u=o',
    pronoun:
      'yo=s1 me=s1 mí=s1 conmigo=s1 nosotros=p1 nosotras=p1 nos=p1 tú=2 te=2 ti=2 usted=2 ustedes=2 él=s3m ella=s3f le=s3 les=p3 ellos=p3 ellas=p3 se=self mi=my mis=my nuestro=our nuestra=our nuestros=our nuestras=our su=his sus=his tu=your tus=your alguien=someone ello=s3n eso=s3n esto=s3n',
    be: 'soy=present eres=present es=present somos=present son=present estoy=present está=present estamos=present están=present era=past éramos=past eran=past fui=past fue=past fuimos=past fueron=past estuve=past estuvo=past estuvieron=past estaba=past estaban=past sido=past estado=past ser=be estar=be siendo=being',
    negation:
      'no=not nunca=never jamás=never nada=nothing nadie=nobody ningún=no ninguno=no ninguna=no sin=without ni=nor tampoco=neither apenas=hardly',
    condition: 'si=if cuando=when salvo=except excepto=except mientras=while',
    relative:
      'que=that quien=who quienes=who cual=which cuales=which donde=where cuyo=whose cuya=whose qué=what cómo=how',
    subordinator: 'porque=because pues=because aunque=although así=so',
    fixed:
      'puedo=can puede=can podemos=can pueden=can podía=could pude=could pudo=could podría=might podrían=might debo=must debe=must deben=must debía=had-to debería=should deberían=should quiero=want quiere=want quería=want quisiera=would-like querría=would-like voy=going va=going iba=going iban=going habré=will-have habrá=will-have habría=would-have sería=would-be será=will-be seré=will-be serán=will-be tendría=would-have ' +
      'todo=all toda=all todos=all todas=all cada=every ambos=both ambas=both mucho=many muchos=many muchas=many mucha=many pocos=few pocas=few poco=few varios=several varias=several algunos=some algunas=some mitad=half mayoría=most siempre=always solo=only sólo=only solamente=only únicamente=only casi=almost aproximadamente=approx alrededor=approx más=more menos=less mejor=best mejores=best peor=worst junto=together juntos=together juntas=together respectivamente mismo=same misma=same otro=other otra=other otros=other otras=other único=only única=only sí=yes parte=part parcialmente=partly generalmente=generally normalmente=usually frecuentemente=often raramente=rarely principalmente=mainly tal=such',
    doubt:
      'quizá=maybe quizás=maybe probablemente=probably posiblemente=maybe supuestamente=allegedly según=according aparentemente=apparently ojalá=hopefully teóricamente=theoretically presuntamente=allegedly',
  },
  phrases: {
    filler: 'en_resumen por_otra_parte',
    fixed:
      'al_menos=at-least por_lo_menos=at-least como_mínimo=at-least como_máximo=at-most más_de=more-than menos_de=less-than a_menudo=often a_veces=sometimes ya_no=no-longer tuve_que=had-to tuvo_que=had-to en_parte=partly cerca_de=approx alrededor_de=approx tal_vez=maybe',
    preposition:
      'a_partir_de=from después_de=after antes_de=before debido_a=because-of gracias_a=because-of en_lugar_de=instead-of en_vez_de=instead-of',
    condition: 'a_menos_que=unless siempre_que=provided en_caso=in-case',
    subordinator: 'por_eso=so por_lo_tanto=so ya_que=because',
    adverb: 'sin_embargo en_este_momento',
  },
  beforeNumber: 'unos=approx unas=approx sobre=approx hasta=at-most',
  have: 'he=present has=present ha=present hemos=present han=present había=past habían=past hube=past haber=infinitive',
  strict:
    'not never nothing nobody no without nor neither hardly all every both most only more less best worst always same if when except while no-longer unless provided in-case',
  attribution:
    'decir dice dijo decía pensar piensa pensó pensaba pienso creer cree creía creyó creo esperar espera esperaba espero desear desea deseaba planear planea planeó planeaba previsto prevé preveía afirmar afirma afirmó pretende pretendía suponer supone suponía sugerir sugiere sugirió proponer propone propuso propuse pedir pide pidió pedí imaginar imagina soñar sueña soñaba intentar intenta intentó intenté tratar trató prometer prometió dudar duda dudaba temer teme parecer parece parecía rechazar rechazó rechacé negar niega negó considerar considera falso rumor mentira fracasar fracasó fracasé',
  unreal:
    'teoría simulación simulado simulacro ejercicio ensayo broma sueño imaginación ficción ficticio borrador propuesta hipótesis hipotético escenario ejemplo error papel ausencia vacaciones nivel principiante',
  adjectives:
    'nuevo nueva nuevos nuevas grande grandes gran pequeño pequeña pequeños pequeñas bueno buena buen propio propia importante importantes complejo compleja central técnico técnica técnicos técnicas interno interna internos internas actual actuales existente existentes moderno moderna distintos distintas joven largo larga corto corta reciente',
  pastForms:
    'dirigí dirigió hice hizo fui tuve tuvo puse puso traje trajo reduje redujo conduje produje introduje escribí vi vio di dio supe supo obtuve obtuvo anduve quise vine vino dije dijo pude pudo estuve estuvo hecho escrito visto puesto abierto dicho roto resuelto',
  pastEnding: /(?:é|í|ó|ado|ada|ados|adas|ido|ida|idos|idas|aron|ieron|amos|imos)$/,
  notPast: 'café estado estados mercado lado grado así aquí allí partido sentido contenido tenemos pasado',
  months: [
    'enero ene',
    'febrero feb',
    'marzo mar',
    'abril abr',
    'mayo',
    'junio jun',
    'julio jul',
    'agosto ago',
    'septiembre setiembre sep sept',
    'octubre oct',
    'noviembre nov',
    'diciembre dic',
  ],
  numbers:
    'cero=0 dos=2 tres=3 cuatro=4 cinco=5 seis=6 siete=7 ocho=8 nueve=9 diez=10 once=11 doce=12 trece=13 catorce=14 quince=15 dieciséis=16 diecisiete=17 dieciocho=18 diecinueve=19 veinte=20 treinta=30 cuarenta=40 cincuenta=50 sesenta=60 setenta=70 ochenta=80 noventa=90 cien=100 ciento=100 mil=1000 millón=1000000 millones=1000000',
  units:
    'porciento=% eur=eur euro=eur euros=eur usd=usd dólar=usd dólares=usd gbp=gbp chf=chf min=minutos seg=segundos',
  timesOfDay: 'mañana tarde tardes noche noches verano invierno',
  ordinals:
    'primer=ord1 primero=ord1 primera=ord1 primeros=ord1 primeras=ord1 segundo=ord2 segunda=ord2 tercer=ord3 tercero=ord3 tercera=ord3 cuarto=ord4 cuarta=ord4 último=ord-last última=ord-last últimos=ord-last últimas=ord-last',
  measures:
    'segundo segundos minuto minutos hora horas día días semana semanas mes meses año años céntimo céntimos metro metros kilómetro kilómetros gramo gramos',
  labels: 'situación tarea acción resultado',
  opposites:
    'aumenté/reduje aumentó/redujo aumentado/reducido subió/bajó ganó/perdió gané/perdí entré/dejé aprobé/suspendí aprobó/suspendió antes/después más/menos primero/último activado/desactivado empecé/terminé empezó/terminó abrió/cerró aceptó/rechazó acepté/rechacé compró/vendió compré/vendí contrató/despidió contraté/despedí con/sin siempre/nunca todos/ninguno mejor/peor añadió/eliminó interno/externo',
}
