import type { Lexicon } from './lexicon.ts'
import { anyOf, anyOfEvenApart, pairsOf, wordSet } from './word-set.ts'

const articles = 'el la los las un una unos unas mi mis nuestro nuestra nuestros nuestras'
const prepositions = 'de del a al en con por para desde hasta sin sobre entre'

export const spanish: Lexicon = {
  // The verb says who: "hice" and "hicimos" need no pronoun.
  firstSingular: wordSet(
    'yo me mi mis conmigo hice fui tuve pude puse supe dije traje vine quise anduve propuse obtuve mantuve soy estoy tengo',
  ),
  firstEnding: /\p{L}{2}é$/u,
  firstPlural: wordSet(
    'nosotros nosotras nos nuestro nuestra nuestros nuestras hicimos fuimos tuvimos pudimos pusimos dijimos estabamos teniamos eramos',
  ),
  anaphors: wordSet(
    'lo la los las le les esto eso esta este estas estos esa ese ello ellos ellas ambos ambas se su sus',
  ),
  pastEnding: /(?:é|ó|aron|ieron|aba|aban|ábamos|íamos|[^gnrluñ]ía|[^gnrluñ]ían|ado|ido)$/u,
  pastWords: wordSet(
    'hice hizo hicimos hicieron puse puso pusimos pusieron dije dijo dijimos dijeron traje trajo vine vino vimos vio vieron di dio dieron pude pudo supe supo quise quiso propuse propuso obtuve obtuvo mantuve mantuvo anduve hecho dicho visto escrito puesto resuelto abierto roto',
  ),
  notPast: wordSet(
    'estado sido tenido habido era eran habia tenia podia debia estaba estaban dia compania energia mayoria todavia categoria sabia mercado estado resultado equipado resultados encargado apasionado dedicado comprometido motivado cuidado lado grado pasado demasiado sentido pedido contenido sonido cafe que porque asi',
  ),
  numberWords: wordSet(
    'dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil millon millones docena mitad tercio cuarto',
  ),
  timeWords: wordSet(
    'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado domingo primavera verano otono invierno minuto minutos hora horas dia dias noche semana semanas mes meses ano anos manana mediodia tarde turno trimestre',
  ),
  setting: anyOf(
    String.raw`en una?|en mi|en el|cuando (?:yo|era|estaba|trabajaba|empecé|entré|llegué)|era (?:el|la|responsable)|el año pasado|el mes pasado|el verano pasado|hace (?:un|dos|tres|cuatro|unos)|como (?:jefa?|responsable|enfermera|analista|contable)|mi (?:equipo|jefe|jefa|empresa|turno)|un día|una mañana|teníamos|estábamos|había`,
  ),
  need: anyOf(
    String.raw`tenía que|teníamos que|había que|necesit\p{L}*|quería\p{L}*|objetivo|plazo|problema|riesgo|faltaba\p{L}*|demasiado (?:tarde|lento|caro|poco|largo)|responsable|encargad\p{L}*|queja\p{L}*|nadie|urgente\p{L}*|error\p{L}*|porque|para que|retraso|me pidi\p{L}+`,
  ),
  outcome: anyOf(
    String.raw`resultado\p{L}*|al final|finalmente|desde entonces|de \S*\d\S* (?:\S+ )?a \S+|(?:bajó|bajaron|subió|subieron|redujo|redujimos|reduje|pasó|pasamos|aumentó|ahorr\p{L}+|mejoró) (?:\S+ ){0,3}(?:de|a|en|un)|ahorr\p{L}+|ganamos|gané|renov\p{L}+|firm\p{L}+|a tiempo|sin (?:ningún|ninguna|cortes|pérdidas)|ya no|restablec\p{L}+|resolv\p{L}+|corregí|se quedó|hoy (?:lo|se|usamos|sigue)`,
  ),
  reasoning: anyOf(
    String.raw`porque|ya que|puesto que|por eso|por lo tanto|así que|para que|en lugar|en vez|hasta que|salvo|aunque|mientras|pero|sino|si|depende|siempre que|sin embargo|el riesgo|es decir`,
  ),
  method: anyOf(
    String.raw`primero|en primer lugar|reviso|comparo|mido|pruebo|cuento|empiezo|propongo|propondría|miro|pregunto|haría|usaría|uso|ordeno|anoto|compruebo`,
  ),
  proof: anyOf(
    String.raw`por ejemplo|un ejemplo|un caso|en una?|de \S*\d\S* a \S+|en comparación|comparad\p{L}*|en lugar|me dijo|dijo|escribió|pidió|mostr\p{L}*|encontr\p{L}*|comprob\p{L}*|med\p{L}{1,3}|cont\p{L}{1,2}|según|estudio|informe|encuesta`,
  ),
  reflection: anyOf(
    String.raw`aprendí|lección|la próxima vez|desde entonces|debería haber|debí|mi error|mirando atrás|ahora (?:siempre )?(?:hago|empiezo|pregunto|reviso)|si volviera`,
  ),
  example: anyOf('por ejemplo|un ejemplo|como por ejemplo|tal como|tales como|a saber|un caso'),
  hedge: anyOfEvenApart(
    String.raw`creo|pienso|opino|supongo|en mi opinión|en general|generalmente|normalmente|habitualmente|por supuesto|claro que|algo|bastante|much\p{L}+|vari\p{L}s|divers\p{L}+|diferentes|ciert\p{L}s|etcétera|etc|buena pregunta|pregunta interesante`,
  ),
  generic: anyOfEvenApart(
    String.raw`importante\p{L}*|esencial\p{L}*|clave|hay que|se debe|uno debe|todo el mundo|la gente|me gusta|intento|prefiero|soy (?:un|una|muy|siempre)|un buen \p{L}+ (?:es|tiene)`,
  ),
  hype: anyOfEvenApart(
    String.raw`pasión|apasion\p{L}*|sinergia\p{L}*|holístic\p{L}*|proactiv\p{L}*|trabajo en equipo|perfeccionista|lema|mindset|adn|disrupt\p{L}*|transformación digital|clase mundial|innova\p{L}*|orientad\p{L}* a (?:resultados|objetivos|soluciones)|dinámic\p{L}*|valor añadido|fuera de la caja|motivad\p{L}*|nuevos retos|nuevo reto|grandes retos|líder nato|multitarea|110|excelencia|ágil\p{L}*|empresa líder|líder del mercado|resilien\p{L}*`,
  ),
  absolute: anyOfEvenApart(
    'siempre|nunca|jamás|todo el tiempo|absolutamente|completamente|totalmente|obviamente|evidentemente|cualquier cosa|nada|sin excepción|hoy en día|definitivamente|simplemente',
  ),
  blame: anyOfEvenApart(
    String.raw`culpa (?:de|suya|del)|por su culpa|incompetente\p{L}*|vag\p{L}s?|estúpid\p{L}*|idiota\p{L}*|ni idea|no es mi problema|no era mi problema|no es mi trabajo|tóxic\p{L}*|vergüenza|insult\p{L}*`,
  ),
  ownNeeds: anyOf('alquiler|hipoteca|deudas?|inflación|caro|vacaciones|hijos|un amigo|coste de la vida|quiero|merezco'),
  copulas: wordSet('es son esta estan ser sea'),
  perfect: wordSet('he'),
  describing: wordSet(articles),
  emptyNumber: /(?<![\d.,])(?:100|110|1000)(?![\d.,]*\d)|99(?:,9+)?(?=\s*%)|24\/7/gi,
  neverLast: wordSet('el los las un una y o de del mi que porque con'),
  impossiblePair: pairsOf(
    [articles, `${articles} de del a al en con y pero es son que`],
    ['el la los las mi mis nuestro nuestra nuestros nuestras', 'o'],
    [prepositions, 'y o pero es son'],
    ['y o', 'y o'],
    ['es son', 'es son'],
    ['yo', 'el la los las y o de en con'],
  ),
}
