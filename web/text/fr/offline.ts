/** French words for when there is no network, for the home screen, and for leaving a phone. */
import type { offline as source } from '../ar/offline.ts';

export const offline: typeof source = {
  title: 'Pas de réseau pour l’instant',
  lead: 'Cette page n’a pas encore été ouverte sur ce téléphone. Ce que vous avez ouvert est gardé ici :',
  nothing: 'Aucune page n’a encore été ouverte sur ce téléphone. Réessayez quand le réseau revient.',
  again: 'Réessayer',
  places: 'Vos endroits',
  own: 'Les annonces de votre atelier',
  seen: 'Vu récemment',
  waiting: 'Ce qui attend d’être envoyé',
  asOf: 'Le réseau ne répond pas. Voici la page telle qu’elle était',
  renew: 'Actualiser',
  install: 'Mettre Unqud sur l’écran d’accueil',
  unsent: 'Pas encore envoyé :',
  unsentHint: 'La déconnexion l’efface de ce téléphone : personne ne le recevra.',
  sendFirst: 'Envoyer d’abord',
  leaveAnyway: 'Effacer et me déconnecter',
};
