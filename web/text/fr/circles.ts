/** French words for circles. */

import type { circles as source } from '../ar/circles.ts';
import { plural } from '../plural.ts';

export const circles: typeof source = {
  title: 'Le troc',
  lead: 'Vous donnez ce que vous avez et recevez ce qui vous manque, sans argent. Si l’atelier qui a votre article ne veut pas du vôtre, nous cherchons un troisième qui ferme le cercle.',
  none: 'Aucun troc pour vous en ce moment. Publiez ce que vous avez et ce que vous cherchez, cochez « J’accepte l’échange contre marchandise ou travail », et vous serez prévenu dès qu’un cercle se ferme.',
  all: 'Tous les trocs',
  without: 'Sans argent',
  states: { proposed: 'Attend les réponses', agreed: 'Conclu', ended: 'Ne s’est pas fait', possible: 'Possible maintenant' },
  until: (time) => `Répondre avant le ${time}`,
  of: (n, written) => plural('fr', n, { one: 'Troc d’un atelier', other: 'Troc entre # ateliers' }, written),
  yours: (gives, to, gets, from) => `Vous donnez ${gives} à ${to} et recevez ${gets} de ${from}.`,
  among: (names) => `Entre ${names}`,
  next: ', puis ',
  picture: (n) => `Un anneau de ${n} ateliers, chacun donne au suivant ; les détails sont dans la liste dessous`,
  gives: 'donne',
  to: 'à',
  wants: 'Sa demande :',
  worth: (money) => `vaut environ ${money}`,
  adds: (firm, money) => `${firm} ajoute ${money} en argent`,
  said: { yes: (firm) => `${firm} : d’accord`, waiting: (firm) => `${firm} : pas encore répondu` },
  agreed: 'Tous sont d’accord. Convenez du jour de livraison ; vos annonces restent au marché jusqu’à ce que vous les fermiez.',
  leftTitle: 'Sortis du troc',
  left: {
    declined: 'a refusé',
    dropped: 'son annonce n’est plus au marché',
    late: 'n’a pas répondu à temps',
    released: 'le troc s’est fait sans lui',
  },
  answer: {
    title: 'Êtes-vous d’accord ?',
    again: 'Vous avez accepté',
    words: 'Un mot pour les autres',
    wordsHint: 'Par exemple : à retirer chez moi jeudi.',
    accept: 'J’accepte',
    decline: 'Je refuse',
    leave: 'Je me retire',
    waits: 'Votre accord est noté, nous attendons les autres.',
    promise:
      'Rien ne vous engage tant que tous n’ont pas accepté. Si un atelier se retire, nous en cherchons un autre, et vous n’êtes consulté de nouveau que si ce que vous donnez ou recevez change.',
  },
  terms: {
    title: 'La différence de valeur',
    lead: 'Si ce que vous donnez vaut plus ou moins que ce que vous recevez. Laissez vide pour en parler le moment venu, écrivez 0 pour aucun argent.',
    pay: (currency) => `Vous ajoutez au plus (${currency})`,
    take: (currency) => `Vous recevez au plus (${currency})`,
    send: 'Enregistrer',
  },
  possible: {
    title: 'Trocs possibles maintenant',
    lead: 'Proposés à personne encore. Le marché le fera de lui-même dans quelques minutes, ou faites-le maintenant.',
    none: 'Aucun autre troc possible que ceux d’en haut.',
    send: 'Les proposer',
  },
};
