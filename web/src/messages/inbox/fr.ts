import type { messages as english } from './en.ts'
import { pluralIn } from '../plural.ts'

const plural = pluralIn('fr')

export const messages: typeof english = {
  title: 'Boîte de réception',
  about:
    'Ce qui a été demandé et que le jumeau n’a pas su dire, ou a mal dit. Votre réponse devient une source, pour le public que vous choisissez.',
  states: { open: 'En attente', answered: 'Répondues', dismissed: 'Écartées' },
  showing: 'Afficher',
  all: 'Toutes les questions',
  onlyBad: 'Réponses mal notées',
  nothing: {
    open: {
      title: 'Rien ne vous attend',
      advice: 'Chaque question posée a sa réponse. Celles que rien ne couvre apparaîtront ici.',
    },
    bad: {
      title: 'Aucune réponse n’a été mal notée',
      advice: 'Quand quelqu’un donne un ou deux points à une réponse, sa question apparaît ici avec la raison.',
    },
    answered: {
      title: 'Vous n’avez encore répondu à rien',
      advice: 'Ce que vous répondez ici est gardé et peut être retiré.',
    },
    dismissed: { title: 'Rien n’est écarté', advice: 'Ce que vous écartez peut être repris d’ici, ou supprimé.' },
  },
  askChat: 'Poser une question au jumeau',
  askedTimes: (count) => plural(count, { one: 'posée une fois', other: 'posée # fois' }),
  highestAsker: (audience) => `par : ${audience}`,
  after: (question) => `Après « ${question} »`,
  lastAsked: (when) => `dernière fois ${when}`,
  badlyRated: 'Mal notée',
  ratedBecause: (reason) => `Parce que : ${reason}`,
  noReason: 'Aucune raison n’a été donnée.',
  similar: (count) =>
    plural(count, {
      one: 'Une autre question porte sur le même sujet',
      other: '# autres questions portent sur le même sujet',
    }),
  answer: 'Répondre',
  sayNow: 'Ce qu’il dit',
  hideSay: 'Masquer ce qu’il dit',
  dismiss: 'Écarter',
  dismissed: (count) => plural(count, { one: 'La question est écartée', other: '# questions sont écartées' }),
  yourAnswer: 'Votre réponse',
  answerHint: 'À la première personne, comme vous le diriez. Le jumeau la cite mot pour mot.',
  audience: 'Qui peut la voir',
  audienceTooHigh: (asker) => `Posée par : ${asker}. Cette réponse n’y sera pas visible.`,
  also: 'Elle répond aussi à celles-ci',
  send: 'Enregistrer la réponse',
  stored: 'Votre réponse est désormais une source, et la question a été reposée au jumeau :',
  takeBack: 'La retirer',
  takenBack: 'La question est de nouveau en attente ; vos mots restent dans son champ de réponse',
  reopen: 'Rouvrir',
  reopened: 'La question est de nouveau en attente',
  readAnswer: 'Lire votre réponse',
  hideAnswer: 'Masquer votre réponse',
  visibleTo: (audience) => `Visible pour : ${audience}`,
  gone: 'Répondue par une source qui n’existe plus.',
  readOnly: {
    title: 'Seul le propriétaire répond',
    advice: 'Vous voyez les questions posées à votre niveau ou en dessous.',
  },
  fewer: {
    title: (shown, total) => `Voici ${shown} questions sur ${total}`,
    advice:
      'Il manque celles posées au niveau le plus bas et le moins souvent. Elles suivent quand d’autres quittent la liste.',
  },
  remove: {
    title: (count) => plural(count, { one: 'Supprimer cette question ?', other: 'Supprimer ces # questions ?' }),
    advice:
      'C’est irréversible. Ce qui est redemandé arrive comme nouveau. Le journal d’audit garde que vous l’avez fait, pas ce qui était demandé.',
    done: (count) => plural(count, { one: 'La question est supprimée', other: '# questions sont supprimées' }),
  },
  someFailed: 'Tout n’a pas été modifié ; la liste montre l’état actuel',
}
