/** English words for circles. */

import type { circles as source } from '../ar/circles.ts';
import { plural } from '../plural.ts';

export const circles: typeof source = {
  title: 'Exchange',
  lead: 'You give what you have and get what you lack, without cash. If the workshop that has your thing does not want yours, we look for a third one that closes the circle.',
  none: 'No exchange for you right now. Post what you have and what you need, tick “I would take goods or work in exchange”, and you will hear when a circle closes.',
  all: 'All exchanges',
  without: 'Without cash',
  states: { proposed: 'Waits for answers', agreed: 'Settled', ended: 'Came to nothing', possible: 'Possible now' },
  until: (time) => `Answer before ${time}`,
  of: (n, written) => plural('en', n, { one: 'Exchange of one workshop', other: 'Exchange among # workshops' }, written),
  yours: (gives, to, gets, from) => `You give ${gives} to ${to}, and get ${gets} from ${from}.`,
  among: (names) => `Among ${names}`,
  next: ', then ',
  picture: (n) => `A ring of ${n} workshops, each giving to the next; the details are in the list below`,
  gives: 'gives',
  to: 'to',
  wants: 'Asked for:',
  worth: (money) => `worth about ${money}`,
  adds: (firm, money) => `${firm} adds ${money} in cash`,
  said: { yes: (firm) => `${firm}: agreed`, waiting: (firm) => `${firm}: no answer yet` },
  agreed: 'Everybody agreed. Now settle the day of delivery; your listings stay in the market until you close them.',
  leftTitle: 'Left it',
  left: {
    declined: 'said no',
    dropped: 'its listing is no longer in the market',
    late: 'did not answer in time',
    released: 'the exchange went on without it',
  },
  answer: {
    title: 'Do you agree?',
    again: 'You agreed',
    words: 'A word to the others',
    wordsHint: 'For example: ready at my place on Thursday.',
    accept: 'I agree',
    decline: 'No, thank you',
    leave: 'I step back',
    waits: 'Your yes is noted; we wait for the others.',
    promise:
      'Nothing binds you until everybody has agreed. If a workshop steps back we look for another one, and ask you again only if what you give or get changes.',
  },
  terms: {
    title: 'The difference in value',
    lead: 'If what you give is worth more or less than what you get. Leave it empty to talk about it when it comes, write 0 for no cash at all.',
    pay: (currency) => `You would add at most (${currency})`,
    take: (currency) => `You would take at most (${currency})`,
    send: 'Save',
  },
  possible: {
    title: 'Possible exchanges',
    lead: 'Proposed to nobody yet. The market does so by itself in some minutes, or you do it now.',
    none: 'No exchange is possible besides those above.',
    send: 'Propose them',
  },
};
