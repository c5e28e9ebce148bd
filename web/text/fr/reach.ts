/** French words of being told outside of the app, and of the page where one chooses how. */
import type { Subject } from '../../../schema/reach.ts';
import { plural } from '../plural.ts';

export const reach = {
  reach: {
    title: 'Comment vous prévenir',
    hint: 'Sur le téléphone, par e-mail ou par SMS, et à quelles heures.',
    lead: 'Quand quelqu’un vous écrit ou vous répond, nous vous prévenons, même page fermée.',
    beTold: 'Me prévenir sur mon téléphone quand on me répond',
    phone: {
      title: 'Sur ce téléphone',
      tell: 'Me prévenir sur ce téléphone',
      told: 'Vous êtes prévenu sur ce téléphone.',
      stop: 'Ne plus prévenir ici',
      denied:
        'Votre téléphone refuse les notifications de ce site. Ouvrez les réglages du navigateur, puis « Paramètres du site », puis « Notifications », et autorisez Unqud.',
      iphone: 'Sur iPhone : touchez le bouton de partage, puis « Sur l’écran d’accueil », ouvrez Unqud depuis là, et revenez à cette page.',
      cannot: 'Ce navigateur ne connaît pas les notifications. Choisissez un autre moyen plus bas.',
      failed: 'Cela n’a pas marché. Vérifiez le réseau et réessayez.',
      without: 'Ce bouton demande un navigateur avec JavaScript.',
      phones: (n: number, written: string) =>
        plural('fr', n, { one: 'Vous êtes prévenu sur un appareil.', other: 'Vous êtes prévenu sur # appareils.' }, written),
    },
    mail: {
      title: 'Par e-mail',
      lead: 'Nous écrivons là quand aucun téléphone n’est prévenu.',
      address: 'Votre adresse e-mail',
      save: 'Envoyez-moi le lien de confirmation',
      waiting: 'Nous avons envoyé un lien à',
      waitingHint:
        'Ouvrez-le et appuyez sur le bouton : ensuite nous vous y prévenons. Rien reçu ? Regardez dans les indésirables, ou renvoyez-le.',
      again: 'Renvoyer le lien',
      confirmed: 'Nous vous prévenons à',
      remove: 'Retirer l’adresse',
    },
    choices: {
      title: 'De quoi, et quand',
      told: 'Prévenez-moi quand',
      subjects: {
        asked: 'quelqu’un m’écrit au sujet d’une annonce',
        answered: 'on répond à mon message',
        listings: 'mes annonces changent : publiée, renvoyée, terminée',
        found: 'ce que j’attends apparaît',
        together: 'on achète ou travaille ensemble : achat groupé, commande partagée, troc, chaîne',
        firm: 'quelque chose change dans mon atelier ou parmi mes collègues',
      } satisfies Record<Subject, string>,
      texts: 'Envoyez-moi un SMS s’il n’y a pas d’autre moyen',
      textsHint: 'Pour les messages et les réponses seulement, en nombre limité chaque mois.',
      quiet: 'Ne me prévenez pas aux heures calmes',
      quietHint: 'Ce qui arrive pendant ce temps attend la fin. À l’heure de votre cluster.',
      from: 'de',
      until: 'à',
    },
    more: (n: number, written: string) => plural('fr', n, { one: 'et une autre nouvelle', other: 'et # autres nouvelles' }, written),
    confirm: {
      title: 'Vous prévenir à cette adresse ?',
      email:
        'Quelqu’un a donné cette adresse sur Unqud pour être prévenu de ce qui se passe dans son marché. Si c’est vous, ouvrez le lien et appuyez sur le bouton :',
      otherwise: 'Sinon, ne faites rien : nous n’enverrons rien d’autre.',
      lead: 'Nous enverrons les nouvelles de votre marché à',
      button: 'Oui, prévenez-moi',
      done: 'C’est confirmé',
      doneLead: 'Nous vous prévenons désormais à',
      over: 'Ce lien ne vaut plus',
      overLead: 'L’adresse a changé ou a été retirée depuis. Écrivez-la de nouveau sur la page « Comment vous prévenir ».',
    },
    removal: {
      title: 'Ne plus vous prévenir par e-mail ?',
      lead: 'Nous n’enverrons plus rien à',
      button: 'N’envoyez plus rien',
      done: 'Nous n’enverrons plus rien',
      doneLead: 'Cette adresse ne reçoit pas de nouvelles d’Unqud.',
    },
    email: {
      choices: 'Pour choisir de quoi et quand nous vous prévenons :',
      stop: 'Vous ne voulez plus de ces e-mails ?',
    },
  },
};
