/** Words of sharing and of the poster, in English. */
import { plural } from '../plural.ts';

export const sharing = {
  sharing: {
    open: 'Share',
    titles: { listing: 'Share this listing', firm: 'Share this firm’s page', cluster: 'Share this market', pool: 'Ask your neighbours in' },
    linkHint: 'Short enough to read out over the phone. It leads to the page.',
    membersHint: 'Only members of the cluster can open it.',
    whatsapp: 'Send by WhatsApp',
    send: 'Send another way',
    copy: 'Copy the link',
    copied: 'Copied',
    qr: 'Scan with your phone',
    qrTitle: 'Code of the short link',
    qrHint: 'Put it on the door or on the goods: whoever scans it gets to the page.',
    print: 'Print a card with the code',
    poster: 'Poster for the workshop’s door',
    backTo: { listing: 'To the listing', firm: 'To the firm’s page', cluster: 'To the market', pool: 'Back to the joint purchase' },
    notPublic: { listing: 'This listing is not for sharing', firm: 'This firm is not for sharing' },
    membersOnly:
      'This listing is for members of the cluster only: nobody else can open it. If it is yours, edit it to show it to everyone, then share it.',
    notInMarket: 'This listing is not in the market now. It can be shared once it is published for everyone.',
    suspended: 'This firm is suspended: nobody outside can open its page.',
  },
  poster: {
    title: (firm: string) => `Poster of ${firm}`,
    lead: 'One sheet to hang on the door. It prints in black on any printer.',
    print: 'Print the poster',
    offers: 'We have',
    needs: 'We need',
    none: 'Scan the code to see what we have today.',
    more: (n: number, written: string) => plural('en', n, { one: 'and one more listing', other: 'and # more listings' }, written),
    scan: 'Scan with your phone: all that we have, and how to reach us',
    or: 'or type in the browser',
  },
};
