/** Arabic words for what fits, and for working together. */
import { plural } from '../plural.ts';

export const matching = {
  title: 'ما يناسب إعلاناتك',
  fits: { offer: 'من يحتاج هذا', need: 'من عنده هذا' },
  lead: 'الأنسب أولًا، والمتقاربون يتبادلون الدور. تحت كل واحد: لماذا اخترناه، وما ينقصه.',
  mineLead: 'السوق يبحث عنك: كل ما نُشر ويناسب ما عرضته أو طلبته.',
  none: 'لا شيء يناسبه الآن. ما دام منشورًا، نبحث في كل إعلان جديد ونخبرك.',
  notInMarket: 'هذا الإعلان ليس في السوق الآن، فلا نبحث له.',
  noneOfMine: 'لا شيء بعد. انشر ما عندك أو ما ينقصك، ونحن نبحث لك.',
  post: 'انشر إعلانًا',
  look: 'انظر في السوق بنفسك',
  all: 'كل ما يناسبه',
  more: (n: number, written: string) =>
    plural('ar', n, { one: 'وواحد غيرها', two: 'واثنان غيرها', few: 'و# غيرها', many: 'و# غيرها', other: 'و# غيرها' }, written),
  dismiss: 'لا يناسبني',
  dismissHint: 'لماذا؟ لا نعرضه عليك مرة أخرى، ولا نخبر الطرف الآخر.',
  dismissReasons: {
    'not-what-i-meant': 'ليس ما أقصد',
    'too-far': 'بعيد',
    'too-expensive': 'غالٍ',
    'too-late': 'متأخر',
    'known-already': 'أعرفه من قبل',
    'no-interest': 'لا أريد',
  },
  together: {
    invite: 'معًا: نشتري، نصنع، نقايض',
    title: 'معًا',
    lead: 'ما لا تقدر عليه ورشة وحدها، تقدر عليه ورش جنب بعض.',
    counts: {
      matches: (n: number, written: string) =>
        plural(
          'ar',
          n,
          { one: 'إعلان واحد يناسبك', two: 'إعلانان يناسبانك', few: '# إعلانات تناسبك', many: '# إعلانًا يناسبك', other: '# إعلان يناسبك' },
          written,
        ),
      pools: (n: number, written: string) =>
        plural('ar', n, { one: 'واحد مفتوح', two: 'اثنان مفتوحان', few: '# مفتوحة', many: '# مفتوحًا', other: '# مفتوح' }, written),
      coalitions: (n: number, written: string) =>
        plural(
          'ar',
          n,
          { one: 'واحدة تنتظر ردك', two: 'اثنتان تنتظران ردك', few: '# تنتظر ردك', many: '# تنتظر ردك', other: '# تنتظر ردك' },
          written,
        ),
      circles: (n: number, written: string) =>
        plural(
          'ar',
          n,
          { one: 'واحدة تنتظر ردك', two: 'اثنتان تنتظران ردك', few: '# تنتظر ردك', many: '# تنتظر ردك', other: '# تنتظر ردك' },
          written,
        ),
      chains: (n: number, written: string) =>
        plural('ar', n, { one: 'سلسلة واحدة', two: 'سلسلتان', few: '# سلاسل', many: '# سلسلة', other: '# سلسلة' }, written),
    },
    ways: {
      matches: { name: 'ما يناسب إعلاناتك', what: 'من عنده ما تحتاج، ومن يحتاج ما عندك.' },
      pools: { name: 'نشتري معًا', what: 'كل ورشة تأخذ كميتها، وكلما كبر المجموع نزل السعر.' },
      coalitions: { name: 'طلبية واحدة، ورش كثيرة', what: 'طلبية أكبر من ورشة واحدة تتقاسمها ورش، بعرض سعر واحد.' },
      circles: { name: 'مقايضة بلا نقود', what: 'تعطي ما عندك لورشة، وتأخذ ما تحتاج من أخرى.' },
      chains: { name: 'سلسلة منتج', what: 'من الخام إلى الرف: من يعمل كل مرحلة، وأين النقص.' },
      watches: { name: 'أخبرني حين يظهر', what: 'تحفظ بحثك، ونخبرك حين يظهر ما تريد.' },
      agreements: { name: 'اتفاقاتنا', what: 'من اشتغلتم معه، وعلى ماذا اتفقتم.' },
    },
  },
  agreements: {
    title: 'اتفاقاتنا',
    lead: 'كل ما اتفقتم عليه مع غيركم في هذا السوق. لا يُمحى ولا يُعدّل.',
    none: 'لا اتفاقات بعد. حين تشترون معًا أو تقايضون أو تتقاسمون طلبية، تجد هنا ما اتفقتم عليه.',
    look: 'انظر ماذا يمكن معًا',
    of: { pool: 'شراء مجمّع', coalition: 'طلبية مشتركة', circle: 'مقايضة', chain: 'سلسلة منتج' },
    gives: 'تعطي',
    takes: 'تأخذ',
  },
};
