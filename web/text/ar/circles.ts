/** Arabic words for circles. */
import type { CircleState, Leaving } from '../../../schema/circle.ts';
import { plural } from '../plural.ts';

export const circles = {
  title: 'المقايضة',
  lead: 'تعطي ما عندك وتأخذ ما ينقصك من غير نقد. ولو كان ما تحتاجه عند ورشة لا تحتاج بضاعتك، ندوّر لك على ورشة ثالثة تكمل الدائرة.',
  none: 'لا مقايضة لك الآن. أعلن عما عندك وعما تحتاجه، وعلّم على «أقبل المبادلة ببضاعة أو شغل»، ونخبرك حين تكتمل دائرة.',
  all: 'كل المقايضات',
  without: 'بدون نقد',
  states: { proposed: 'تنتظر الموافقات', agreed: 'تمّت', ended: 'لم تتمّ', possible: 'ممكنة الآن' } satisfies Record<CircleState, string>,
  until: (time: string) => `الرد قبل ${time}`,
  of: (n: number, written: string) =>
    plural('ar', n, { two: 'مقايضة بين ورشتين', few: 'مقايضة بين # ورش', other: 'مقايضة بين # ورشة' }, written),
  yours: (gives: string, to: string, gets: string, from: string) => `تعطي ${gives} إلى ${to}، وتأخذ ${gets} من ${from}.`,
  among: (names: string) => `بين ${names}`,
  /** Between the names of firms that give to one another. */
  next: ' ثم ',
  picture: (n: string) => `حلقة من ${n} ورش، كل واحدة تعطي التي بعدها؛ التفاصيل في القائمة تحتها`,
  gives: 'تعطي',
  to: 'إلى',
  wants: 'طلبها:',
  worth: (money: string) => `قيمته نحو ${money}`,
  adds: (firm: string, money: string) => `${firm} تزيد ${money} نقدًا`,
  said: { yes: (firm: string) => `${firm}: موافقة`, waiting: (firm: string) => `${firm}: لم تردّ بعد` },
  agreed: 'وافق الجميع. اتفقوا الآن على موعد التسليم؛ إعلاناتكم باقية في السوق حتى تغلقوها بأنفسكم.',
  leftTitle: 'خرج منها',
  left: {
    declined: 'اعتذرت',
    dropped: 'لم يعد إعلانها في السوق',
    late: 'لم تردّ في الموعد',
    released: 'كملت المقايضة من غيرها',
  } satisfies Record<Leaving, string>,
  answer: {
    title: 'هل توافق؟',
    again: 'وافقت عليها',
    words: 'كلمة للباقين',
    wordsHint: 'مثل: التسليم يوم الخميس من عندي.',
    accept: 'أوافق',
    decline: 'أعتذر',
    leave: 'أنسحب',
    waits: 'وصلت موافقتك، وننتظر الباقين.',
    promise: 'لا يلزمك شيء حتى يوافق الجميع. إن انسحبت ورشة بحثنا عن غيرها، ولا نسألك من جديد إلا إذا تغيّر ما تعطيه أو تأخذه.',
  },
  terms: {
    title: 'فرق القيمة',
    lead: 'إذا كان ما تعطيه أكثر أو أقل مما تأخذه. اتركها فارغة لتتكلموا فيها وقتها، واكتب 0 إن كنت لا تريد نقدًا أبدًا.',
    pay: (currency: string) => `أقصى ما تزيده نقدًا (${currency})`,
    take: (currency: string) => `أقصى ما تقبله نقدًا (${currency})`,
    send: 'احفظ',
  },
  possible: {
    title: 'مقايضات ممكنة الآن',
    lead: 'لم تُعرض على أحد بعد. السوق يعرضها وحده بعد دقائق، أو اعرضها أنت الآن.',
    none: 'لا مقايضة ممكنة غير التي فوق.',
    send: 'اعرضها على أصحابها',
  },
};
