/** English words of being told outside of the app, and of the page where one chooses how. */
import type { Subject } from '../../../schema/reach.ts';
import { plural } from '../plural.ts';

export const reach = {
  reach: {
    title: 'How we tell you',
    hint: 'On your phone, by e-mail or by text message, and at what hours.',
    lead: 'When somebody asks you or answers you, we tell you, even with this page closed.',
    beTold: 'Tell me on my phone when somebody answers',
    phone: {
      title: 'On this phone',
      tell: 'Tell me on this phone',
      told: 'You are told on this phone.',
      stop: 'Do not tell me here',
      denied:
        'Your phone refuses notifications from this site. Open the settings of the browser, then “Site settings”, then “Notifications”, and allow Unqud.',
      iphone: 'On an iPhone: tap the share button, then “Add to Home Screen”, open Unqud from there, and come back to this page.',
      cannot: 'This browser has no notifications. Choose another way below.',
      failed: 'That did not work. Check the network and try again.',
      without: 'This button needs a browser with JavaScript.',
      phones: (n: number, written: string) =>
        plural('en', n, { one: 'You are told on one device.', other: 'You are told on # devices.' }, written),
    },
    mail: {
      title: 'By e-mail',
      lead: 'We write there when no phone is told.',
      address: 'Your e-mail address',
      save: 'Send me the link to confirm it',
      waiting: 'We sent a link to',
      waitingHint: 'Open it and press the button: from then on we tell you there. Nothing came? Look among the junk, or send it again.',
      again: 'Send the link again',
      confirmed: 'We tell you at',
      remove: 'Remove the address',
    },
    choices: {
      title: 'Of what, and when',
      told: 'Tell me when',
      subjects: {
        asked: 'somebody asks about my listing',
        answered: 'somebody I asked answers',
        listings: 'something happens to my listings: published, returned, ended',
        found: 'something I wait for appears',
        together: 'we buy or work together: joint purchase, shared order, exchange, chain',
        firm: 'something changes in my firm or among my colleagues',
      } satisfies Record<Subject, string>,
      texts: 'Text me when there is no other way',
      textsHint: 'Only when I am asked or answered, and only so many each month.',
      quiet: 'Do not tell me in quiet hours',
      quietHint: 'What comes meanwhile waits until they end. By the clock of your cluster.',
      from: 'from',
      until: 'to',
    },
    more: (n: number, written: string) => plural('en', n, { one: 'and one more', other: 'and # more' }, written),
    confirm: {
      title: 'Shall we tell you at this address?',
      email:
        'Somebody gave this address on Unqud, to be told what happens in his or her market. If it was you, open the link and press the button:',
      otherwise: 'If it was not you, do nothing: we will send nothing else.',
      lead: 'We will send the news of your market to',
      button: 'Yes, tell me',
      done: 'Confirmed',
      doneLead: 'From now on we tell you at',
      over: 'This link is no longer good',
      overLead: 'The address was changed or removed since. Write it again on the page “How we tell you”.',
    },
    removal: {
      title: 'No more e-mails?',
      lead: 'We will send nothing more to',
      button: 'Send nothing more',
      done: 'We send nothing more',
      doneLead: 'This address gets no news from Unqud.',
    },
    email: {
      choices: 'To choose what we tell you, and when:',
      stop: 'No more of these e-mails?',
    },
  },
};
