/** English words for when there is no network, for the home screen, and for leaving a phone. */
import type { offline as source } from '../ar/offline.ts';

export const offline: typeof source = {
  title: 'No network right now',
  lead: 'This page has not been opened on this phone before. What you opened is kept here:',
  nothing: 'No page has been opened on this phone yet. Try again when the network is back.',
  again: 'Try again',
  places: 'Your places',
  own: 'Listings of your workshop',
  seen: 'Seen lately',
  waiting: 'Waiting to be sent',
  asOf: 'The network does not answer. This is the page as it was',
  renew: 'Refresh',
  install: 'Put Unqud on your home screen',
  unsent: 'Not sent yet:',
  unsentHint: 'Signing out erases it from this phone, and nobody will get it.',
  sendFirst: 'Send it first',
  leaveAnyway: 'Erase it and sign out',
};
