/** English words for what fits, and for working together. */
import { plural } from '../plural.ts';

export const matching = {
  title: 'What fits your listings',
  fits: { offer: 'Who needs this', need: 'Who has this' },
  lead: 'The best first; near-equals take turns. Below each: why it was chosen, and what is missing.',
  mineLead: 'The market searches for you: all that fits what you offered or asked for.',
  none: 'Nothing fits it now. While it is published we look at every new listing, and tell you.',
  notInMarket: 'This listing is not on the market now, so we do not search for it.',
  noneOfMine: 'Nothing yet. Post what you have or what you lack, and we search for you.',
  post: 'Post a listing',
  look: 'Look around yourself',
  all: 'All that fits it',
  more: (n: number, written: string) => plural('en', n, { one: 'and # more', other: 'and # more' }, written),
  dismiss: 'Not for me',
  dismissHint: 'Why? We do not show it to you again, and the other side is not told.',
  dismissReasons: {
    'not-what-i-meant': 'Not what I mean',
    'too-far': 'Too far',
    'too-expensive': 'Too expensive',
    'too-late': 'Too late',
    'known-already': 'I know them already',
    'no-interest': 'I do not want it',
  },
  together: {
    invite: 'Together: buy, make, exchange',
    title: 'Together',
    lead: 'What one workshop cannot do alone, workshops side by side can.',
    counts: {
      matches: (n: number, written: string) => plural('en', n, { one: '# listing fits you', other: '# listings fit you' }, written),
      pools: (n: number, written: string) => plural('en', n, { one: '# open', other: '# open' }, written),
      coalitions: (n: number, written: string) =>
        plural('en', n, { one: '# waits for your answer', other: '# wait for your answer' }, written),
      circles: (n: number, written: string) =>
        plural('en', n, { one: '# waits for your answer', other: '# wait for your answer' }, written),
      chains: (n: number, written: string) => plural('en', n, { one: '# chain', other: '# chains' }, written),
    },
    ways: {
      matches: { name: 'What fits your listings', what: 'Who has what you need, and who needs what you have.' },
      pools: { name: 'Buy together', what: 'Each workshop takes its quantity; the larger the whole, the lower the price.' },
      coalitions: { name: 'One order, many workshops', what: 'An order too big for one is shared, with one quote.' },
      circles: { name: 'Exchange without cash', what: 'You give what you have to one, and get what you need from another.' },
      chains: { name: 'The chain of a product', what: 'From raw material to shelf: who does each stage, and where somebody is missing.' },
      watches: { name: 'Tell me when', what: 'You keep a search, and we tell you when it finds something.' },
      agreements: { name: 'Our agreements', what: 'With whom you worked, and what you agreed on.' },
    },
  },
  agreements: {
    title: 'Our agreements',
    lead: 'All that you agreed on with others in this market. Nothing is deleted or changed.',
    none: 'No agreements yet. When you buy together, exchange or share an order, what you agreed on is kept here.',
    look: 'See what can be done together',
    of: { pool: 'Joint purchase', coalition: 'Shared order', circle: 'Exchange', chain: 'Chain of a product' },
    gives: 'gives to',
    takes: 'takes',
  },
};
