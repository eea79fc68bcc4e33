import { pluralIn } from '../plural.ts'
import type { messages as english } from './en.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  back: 'Jumeau numérique',
  language: 'Langue',
  moment: 'Un instant…',
  email: 'Adresse e-mail',
  password: 'Mot de passe',
  newPasswordHint: 'Au moins 12 caractères quelconques. Quatre mots sans rapport entre eux conviennent bien.',
  account: {
    title: 'Compte',
    about:
      'Ce qui n’appartient qu’à vous. Les personnes que vous laissez entrer, les clés et les liens sont dans les paramètres.',
    you: 'Vous',
    roles: { owner: 'propriétaire', operator: 'opérateur', viewer: 'lecteur' },
    name: 'Nom',
    save: 'Enregistrer',
    nameSaved: 'Votre nom est modifié.',
    changePassword: 'Changer le mot de passe',
    changeAbout: 'Un nouveau vous déconnecte partout ailleurs.',
    currentPassword: 'Votre mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    shortHint: 'Au moins 12 caractères quelconques.',
    passwordSaved: 'Votre mot de passe est modifié, et vous êtes déconnecté partout ailleurs.',
    sessions: 'Où vous êtes connecté',
    sessionsAbout: 'Une session prend fin après 14 jours sans utilisation, et dans tous les cas après 30 jours.',
    thisOne: 'celle-ci',
    since: (when) => `depuis le ${when}`,
    lastUsed: (when) => `dernière utilisation le ${when}`,
    unknownBrowser: 'Un navigateur inconnu',
    browserOn: (browser, system) => `${browser} sur ${system}`,
    signOut: 'Se déconnecter',
    signOutElsewhere: 'Se déconnecter partout ailleurs',
    ended: (count) => plural(count, { one: '# autre session a pris fin.', other: '# autres sessions ont pris fin.' }),
  },
  twoFactor: {
    title: 'Connexion en deux étapes',
    on: 'Activée : la connexion demande un code de votre application d’authentification, ou un code de secours.',
    off: 'Désactivée : quiconque connaît votre mot de passe peut se connecter. Avec une application d’authentification, un code est aussi demandé.',
    passwordAgain: 'Votre mot de passe, encore une fois',
    setUp: 'La configurer',
    turnOff: 'La désactiver',
    turnOn: 'L’activer',
    turnedOff: 'Votre mot de passe suffit désormais pour vous connecter.',
    turnedOn: 'La connexion demande désormais un code.',
    qr: 'Code QR pour votre application d’authentification ; son texte est à côté',
    add: '1. Ajoutez-le à votre application d’authentification',
    addAbout: 'Scannez l’image, ou saisissez ceci :',
    keep: '2. Gardez ces codes de secours',
    keepAbout:
      'Chacun vous connecte une fois quand l’application est hors de portée. Ils ne sont montrés que cette fois.',
    codes: 'Codes de secours',
    enter: '3. Saisissez le code qu’elle affiche',
    digits: 'Six chiffres',
  },
  signIn: {
    title: 'Se connecter',
    submit: 'Se connecter',
    busy: 'Connexion…',
    help: 'Pas de compte, ou plus de mot de passe ? Le propriétaire de ce jumeau peut vous envoyer un lien.',
    oneMoreStep: 'Encore une étape',
    code: 'Code',
    codeHint: 'Les six chiffres de votre application d’authentification, ou l’un de vos codes de secours.',
    checking: 'Vérification…',
    again: 'Recommencer',
  },
  setUp: {
    title: 'Lien à usage unique',
    titles: {
      set_up: 'Créez votre compte',
      invitation: 'Vous êtes invité',
      reset: 'Choisissez un nouveau mot de passe',
    },
    roles: {
      owner: 'Vous serez propriétaire : vous pouvez tout faire.',
      operator: 'Vous serez opérateur : vous pouvez faire travailler les agents et traiter tickets et approbations.',
      viewer: 'Vous serez lecteur : vous pouvez interroger et lire.',
    },
    noLink: 'L’adresse ne contient pas de lien',
    noLinkAdvice:
      'Ouvrez de nouveau le lien entier, tel qu’il a été envoyé ou imprimé. Il est retiré de l’adresse à l’ouverture de la page ; recharger ne le conserve pas.',
    broken: 'Ce lien ne fonctionne pas',
    unreachable: 'Le serveur est injoignable. Réessayez dans un instant.',
    make: 'Créer le compte',
    set: 'Définir le mot de passe',
  },
  consent: {
    title: 'Connecter une application',
    unnamed: 'une application sans nom',
    question: (app) => `Laisser ${app} agir pour vous ?`,
    signedInAs: (name, email) =>
      `Vous êtes connecté en tant que ${name} (${email}). Ce qui est dangereux attend toujours une approbation, et vous pouvez déconnecter l’application à tout moment.`,
    unchecked: 'Personne n’a vérifié ce nom',
    uncheckedAbout: (host) =>
      `L’application se l’est donné elle-même. Sa réponse va à ${host}. Ne continuez que si vous venez de commencer ceci vous-même.`,
    publishedBy: (host) => `Publiée par ${host}`,
    publishedThere:
      'L’application y est décrite et y reçoit sa réponse. Ne continuez que si vous connaissez ce lieu et venez de commencer ceci vous-même.',
    publishedElsewhere: (host) =>
      `L’application y est décrite et reçoit sa réponse par ${host}. Ne continuez que si vous connaissez ce lieu et venez de commencer ceci vous-même.`,
    may: 'Elle peut',
    changes: 'modifie des choses',
    nothing: 'Cochez quelque chose qu’elle peut faire, ou refusez.',
    sees: 'Elle voit',
    allow: 'Autoriser',
    refuse: 'Ne pas autoriser',
    gone: 'Continuez dans l’application',
    goneAbout: 'Vous y êtes conduit maintenant. Cette page peut être fermée.',
    refused: 'L’application n’a pas été connectée',
    refusedAbout: 'Rien ne lui a été donné. Fermez cette page et recommencez dans l’application.',
    reasons: {
      invalid_client:
        'L’application n’est pas connue ici, ou ce qu’elle publie d’elle-même est illisible ou incorrect.',
      invalid_redirect: 'L’application veut sa réponse à une adresse qu’elle n’a pas enregistrée.',
      temporarily_unavailable:
        'Ce que l’application publie d’elle-même est illisible pour le moment. Attendez une minute.',
      other: 'Ce que demande l’application ne peut être compris.',
    },
  },
}
