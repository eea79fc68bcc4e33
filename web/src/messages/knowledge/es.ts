import type { messages as english } from './en.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('es')

export const messages: typeof english = {
  title: 'Conocimiento',
  about: 'De lo que responde el gemelo. A cada cual se le responde solo con lo que usted le deja ver.',
  tabs: { sources: 'Fuentes', preview: 'Lo que ven otros', check: 'Por revisar' },
  readOnly: { title: 'Solo el propietario cambia las fuentes', advice: 'Usted ve las que le están destinadas.' },

  newAudience: 'Quién puede ver lo que añade',
  keepAudience: 'Solo usted, o como antes',
  drop: 'Suelte archivos aquí o elíjalos',
  dropHint: 'JSON Resume, Markdown, texto, HTML, PDF, DOCX. El mismo nombre es una versión nueva.',
  uploads: 'Archivos que se añaden',
  arrived: (arrived, all) => `${arrived} de ${all} han llegado`,
  resend: (count) => plural(count, { one: 'Enviar el que falta', other: 'Enviar los # que faltan' }),
  clear: 'Vaciar la lista',
  giveUp: 'Abandonar el resto',
  steps: { waiting: 'En espera', sending: 'Enviando', reading: 'Leyendo', skipped: 'No leído', broken: 'No llegó' },
  statuses: { added: 'Añadido', updated: 'Actualizado', unchanged: 'Sin cambios' },
  passages: (count) => plural(count, { one: '# pasaje', other: '# pasajes' }),
  reasons: {
    too_large: 'El archivo es demasiado grande.',
    encrypted_pdf: 'El archivo está protegido con una contraseña.',
    empty: 'No contiene texto.',
    unknown_type: 'Los archivos de este tipo no se pueden leer.',
    no_text_layer: 'El PDF contiene imágenes de páginas y ningún texto. Páselo antes por un reconocimiento de texto.',
    timeout: 'La lectura tardó demasiado.',
    too_complex: 'Está anidado a demasiada profundidad.',
    not_utf8: 'El texto no está en UTF-8. Guárdelo en UTF-8 y envíelo de nuevo.',
    binary: 'No es texto ni un archivo de un tipo legible.',
    zip_bomb: 'Se descomprime en mucho más de lo que contiene.',
    damaged: 'El archivo está dañado.',
  },

  search: 'Buscar por título',
  filterAudience: 'Visible para',
  everyAudience: 'Todas las fuentes',
  nothing: { title: 'El gemelo aún no sabe nada', advice: 'Suelte arriba un currículum o un documento.' },
  noMatch: { title: 'Ninguna fuente coincide', advice: 'Cambie arriba las palabras o el público.' },
  columns: {
    title: 'Título',
    kind: 'Tipo',
    audience: 'Visible para',
    expires: 'Hasta',
    passages: 'Pasajes',
    updated: 'Cambiada',
  },
  kinds: { profile: 'Perfil', document: 'Documento', sop: 'Procedimiento', answer: 'Su respuesta' },
  forever: 'sin fin',
  expired: 'Caducada',
  expiredOn: (date) => `Caducó el ${date}`,
  count: (shown, all) =>
    shown === all ? plural(all, { one: '# fuente', other: '# fuentes' }) : `${shown} de ${all} fuentes`,

  version: 'Versión',
  origin: 'Procedencia',
  change: 'Cambiar',
  titleField: 'Título',
  audienceField: 'Quién puede verla',
  expiryField: 'Último día',
  expiryHint: 'Hasta el final de ese día en UTC; después no responde a nada. Vacío: sin fin.',
  changed: (title) => `Cambiada: ${title}`,
  text: 'Texto',
  remove: 'Eliminar…',
  removeTitle: '¿Eliminar esta fuente?',
  removeAdvice:
    'Desaparecen todas sus versiones y pasajes, y ninguna respuesta podrá basarse en ella. No se puede deshacer.',
  removeNow: 'Eliminarla',
  removed: (title) => `Eliminada: ${title}`,

  eyes: 'Mirar como',
  seen: (seen, hidden) =>
    `${plural(seen, { one: 'Ve # fuente', other: 'Ve # fuentes' })}, ${plural(hidden, { one: '# está oculta', other: '# están ocultas' })}.`,
  seesNothing: { title: 'No ve nada', advice: 'Déjeles ver algunas fuentes en la lista de fuentes.' },
  testQuestion: 'Preguntar como ellos',
  testHint: 'Se pregunta de verdad; no cuenta en ninguna cifra ni bandeja de entrada.',
  ask: 'Preguntar',

  expiredTitle: 'Caducadas, o pronto',
  expiredAbout: 'Lo caducado ya no responde a nada. Dele un nuevo último día o elimínelo.',
  noneExpired: 'Nada ha caducado ni caduca en los próximos 30 días.',
  endsOn: (date) => `Termina el ${date}`,
  contradictions: 'Contradicciones',
  contradictionsAbout:
    'Campos de dos perfiles que difieren, y frases de dos fuentes que solo difieren en un número. Lo que se contradice con otras palabras no se encuentra.',
  noContradictions: (count) => plural(count, { one: 'Ninguna en # fuente.', other: 'Ninguna en # fuentes.' }),
  comparedSome: (compared, all) => `Se compararon las ${compared} fuentes más recientes de ${all}.`,
  field: (pointer) => `Campo del perfil ${pointer}`,
  open: 'Abrir',
}
