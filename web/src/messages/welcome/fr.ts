import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  title: 'Faites-en le vôtre',
  about: 'Cinq étapes de l’exemple à votre jumeau. Partez quand vous voulez : ce qui est fait reste fait.',
  progress: (done, all) => `${done} étapes sur ${all} sont faites`,
  done: 'Fait',
  steps: {
    resume: {
      title: 'Apporter un CV',
      about: 'JSON Resume, PDF ou DOCX. Il remplit un formulaire, et vous le vérifiez avant qu’il soit enregistré.',
    },
    documents: {
      title: 'Ajouter des documents',
      about: 'Rapports, exposés, notes, évaluations : ce que vous avez écrit, votre jumeau peut le prouver.',
    },
    audiences: {
      title: 'Choisir qui voit quoi',
      about:
        'Tout est pour vous seul tant que vous n’en décidez pas autrement. Une réponse n’emploie jamais ce que la personne qui demande ne peut pas voir.',
    },
    client: {
      title: 'Connecter un client',
      about: 'Interrogez votre jumeau depuis Claude, VS Code, Cursor ou tout autre programme qui parle MCP.',
    },
    share: {
      title: 'Partager un lien',
      about:
        'Un recruteur l’ouvre et pose ses questions. Vous voyez combien, et vous pouvez le reprendre à tout moment.',
    },
  },
  next: 'Étape suivante',
  finished: {
    title: 'C’est votre jumeau maintenant',
    about: 'Demandez-lui quelque chose, comme d’autres le feront.',
    ask: 'Interroger votre jumeau',
  },
  resumeIsThere: (name) => (name === '' ? 'Votre profil est là.' : `Le profil de ${name} est là.`),
  editProfile: 'Modifier le profil',
  documents: {
    drop: 'Déposez des documents ici, ou choisissez des fichiers',
    hint: 'PDF, DOCX, Markdown, texte ou HTML',
    audience: 'Qui les voit',
    adding: 'Ajout…',
    there: (count) => plural(count, { one: '# document à vous est là.', other: '# documents à vous sont là.' }),
    states: { added: 'ajouté', updated: 'mis à jour', unchanged: 'déjà là', skipped: 'non lu' },
  },
  audiences: {
    nothing: 'Il n’y a encore rien de vous. Apportez d’abord un CV ou ajoutez des documents.',
    meaning: {
      public: 'quiconque ouvre la page',
      recruiter: 'les personnes qui ont un lien de partage ou une clé de recruteur',
      colleague: 'les personnes avec qui vous travaillez',
      owner: 'personne d’autre que vous',
    },
    profile: 'Votre profil',
    of: (title) => `Qui voit « ${title} »`,
    changed: (title, audience) => `${title} : ${audience}`,
  },
  client: {
    there: (count) =>
      plural(count, { one: '# clé ou application est en place.', other: '# clés et applications sont en place.' }),
    name: 'Comment s’appelle-t-il ?',
    nameHint: 'Pour vous, afin de distinguer les clés.',
    make: 'Créer une clé',
    made: 'Elle est montrée une seule fois. Copiez-la maintenant. Elle permet de demander et de lire ; une clé pour les agents et les tickets se crée dans les réglages.',
    key: 'Clé',
    address: 'Adresse pour MCP',
    config: 'Pour un fichier mcp.json',
    online:
      'Claude.ai et ChatGPT ne prennent pas de clé : ajoutez cette adresse comme connecteur, et connectez-vous ici quand on vous le demande.',
    onlineAddress: 'Adresse pour les connecteurs',
  },
  share: {
    there: (count) => plural(count, { one: '# lien laisse entrer.', other: '# liens laissent entrer.' }),
    name: 'Pour qui est-il ?',
    nameHint: 'Une entreprise, par exemple. Vous seul le voyez.',
    audience: 'Ce que l’on voit',
    make: 'Créer un lien',
    link: 'Lien',
    linkHint: 'Il vaut 30 jours. Quiconque l’a peut entrer ; ne l’envoyez donc à personne d’autre.',
  },
}
