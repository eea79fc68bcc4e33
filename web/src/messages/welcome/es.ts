import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('es')

export const messages: typeof english = {
  title: 'Hágalo suyo',
  about: 'Cinco pasos del ejemplo a su gemelo. Salga cuando quiera: lo hecho, hecho queda.',
  progress: (done, all) => `${done} de ${all} pasos están hechos`,
  done: 'Hecho',
  steps: {
    resume: {
      title: 'Traer un currículum',
      about: 'JSON Resume, PDF o DOCX. Llena un formulario, y usted lo revisa antes de guardarlo.',
    },
    documents: {
      title: 'Añadir documentos',
      about: 'Informes, charlas, notas, evaluaciones: lo que usted escribió es lo que su gemelo puede probar.',
    },
    audiences: {
      title: 'Elegir quién ve qué',
      about:
        'Todo es solo para usted hasta que diga otra cosa. Una respuesta nunca usa lo que quien pregunta no puede ver.',
    },
    client: {
      title: 'Conectar un cliente',
      about: 'Pregunte a su gemelo desde Claude, VS Code, Cursor o cualquier otro programa que hable MCP.',
    },
    share: {
      title: 'Compartir un enlace',
      about:
        'Quien selecciona personal lo abre y pregunta. Usted ve cuántas veces, y puede retirarlo en cualquier momento.',
    },
  },
  next: 'Paso siguiente',
  finished: {
    title: 'Ahora es su gemelo',
    about: 'Pregúntele algo, como harán otros.',
    ask: 'Preguntar a su gemelo',
  },
  resumeIsThere: (name) => (name === '' ? 'Su perfil está aquí.' : `El perfil de ${name} está aquí.`),
  editProfile: 'Editar el perfil',
  documents: {
    drop: 'Suelte aquí documentos, o elija archivos',
    hint: 'PDF, DOCX, Markdown, texto o HTML',
    audience: 'Quién los ve',
    adding: 'Añadiendo…',
    there: (count) => plural(count, { one: 'Hay # documento suyo.', other: 'Hay # documentos suyos.' }),
    states: { added: 'añadido', updated: 'actualizado', unchanged: 'ya estaba', skipped: 'no leído' },
  },
  audiences: {
    nothing: 'Aún no hay nada suyo. Traiga primero un currículum o añada documentos.',
    meaning: {
      public: 'quien abra la página',
      recruiter: 'quien tenga un enlace compartido o una clave de selección',
      colleague: 'las personas con quienes trabaja',
      owner: 'nadie más que usted',
    },
    profile: 'Su perfil',
    of: (title) => `Quién ve «${title}»`,
    changed: (title, audience) => `${title}: ${audience}`,
  },
  client: {
    there: (count) =>
      plural(count, {
        one: 'Hay # clave o aplicación configurada.',
        other: 'Hay # claves y aplicaciones configuradas.',
      }),
    name: '¿Cómo se llama?',
    nameHint: 'Para usted, para distinguir las claves.',
    make: 'Crear una clave',
    made: 'Se muestra una sola vez. Cópiela ahora. Permite preguntar y leer; una que trabaje con agentes y tickets se crea en los ajustes.',
    key: 'Clave',
    address: 'Dirección para MCP',
    config: 'Para un archivo mcp.json',
    online:
      'Claude.ai y ChatGPT no aceptan claves: añada esta dirección como conector e inicie sesión aquí cuando se lo pidan.',
    onlineAddress: 'Dirección para conectores',
  },
  share: {
    there: (count) => plural(count, { one: '# enlace deja entrar.', other: '# enlaces dejan entrar.' }),
    name: '¿Para quién es?',
    nameHint: 'Una empresa, por ejemplo. Solo usted lo ve.',
    audience: 'Qué ven',
    make: 'Crear un enlace',
    link: 'Enlace',
    linkHint: 'Vale 30 días. Quien lo tenga puede entrar, así que no se lo envíe a nadie más.',
  },
}
