/** Reads whether the line offers or seeks, from words that say so. */
import type { Claims, Field } from './claims.ts';
import { find, table } from './words.ts';

export type Direction = 'offer' | 'need';

/** `sell` and `seek` say it outright, `have` may also introduce what one seeks for, `ask` looks for somebody. */
type Sign = 'sell' | 'seek' | 'have' | 'ask' | 'buyers' | 'look';

const signs = table<Sign>([
  [
    'sell',
    'للبيع, للتصفية, للايجار, للإيجار, للكراء, للتأجير, للتاجير, بيع, البيع, نبيع, أبيع, ابيع, ببيع, بنبيع, منبيع, نبيعو, رانا نبيعو, راني نبيع, للعرض, نعرض, اعرض, أعرض, بعرض, بنعرض, معروض, معروضة, معروضين, نقدم, أقدم, اقدم, بنقدم, بقدم, منقدم, نقدملكم, نوفر, بنوفر, بوفر, منوفر, نوفرلكم, نوفرو, عرض خاص, تنزيلات, تصفية, عرض بيع, بنأجر, بأجر, نأجر, نكري, نكرو, نكريها, نكريه, نكريو, نأجرها, نأجره, كراء, بنصدر, نصدر, نشتغل, بنشتغل, بشتغل, منشتغل, نستقبل طلبات, بقبل طلبيات, بنقبل طلبيات, نقبل طلبيات, بنستلم طلبيات, نستقبل طلبيات, بنستقبل, نستقبل, مستعدون, مستعدين, جاهزين, بنعمل, بعمل, منعمل, نعمل, نصنع, بنصنع, منصنع, نصنعو, ننتج, بننتج, بننفذ, ننفذ, بنفذ, نخدمو, نخدم, نديرو, ندير, بنطلع, بنورد, نورد, بنخيط, بنقص, بنطبع, بنلحم, بنخرط, تعرض, يعرض, تقدم, توفر, تبيع, تنتج, تصنع, نبيعها, نبيعه, نبيعوها, نبيعوه, نبيعوهم, ببيعها, ببيعه, بنبيعها, بنبيعه, بنبيعهم, أبيعها, ابيعها, ابيعه',
  ],
  [
    'sell',
    "vend, vends, vendons, à vendre, je vends, on vend, nous vendons, en vente, vendre, vente, vente de, à céder, cède, cédons, je cède, à louer, loue, louons, je loue, location, propose, proposons, je propose, nous proposons, on propose, offre, offrons, nous offrons, j'offre, fournissons, nous fournissons, fabriquons, nous fabriquons, je fabrique, réalisons, nous réalisons, assurons, nous assurons, mettons à disposition, on fabrique, on réalise, à disposition, fournisseur de, spécialiste, spécialistes, déstockage, liquidation, promo, promotion, effectuons, produisons, nous produisons, livrons, exportons, on fait, je fais, nous faisons, prête, prêtons, liquide",
  ],
  [
    'sell',
    'sell, sells, selling, to sell, for sale, on sale, we sell, i sell, sale, offer, offers, offering, we offer, i offer, provide, provides, providing, we provide, supply, we supply, supplying, we make, we do, i make, we manufacture, we produce, manufacturer of, clearance, to let, for rent, for hire, renting, rent out, renting out, to rent out, for lease, exporting, we export, taking orders, stock clearance',
  ],
  [
    'have',
    'عندي, عندنا, عنا, عندى, لدي, لدينا, معي, معايا, معانا, متوفر, متوفرة, متوفرين, يتوفر, تتوفر, متاح, متاحة, متاحين, متواجد, موجود, موجودة, موجودين, يوجد, توجد, كاين, كاينة, كاينين, فاضل, فايض, زايد, زايد عندي, زايد عنا, جاهز, جاهزة, جاهزين, توفر, متوفره, موجوده, متاحه, كاين عندنا, راه كاين, في عنا, في عندي, فيه عندنا, بالمخزن, طاقة, طاقتنا, طاقة إنتاجية',
  ],
  [
    'have',
    "disponible, disponibles, dispo, disponibilité, j'ai, nous avons, on a, avons, avons en stock, en stock, stock disponible, il y a, disposons, je dispose, dispose, disposons de, nous disposons de, on dispose, reste, il reste, il me reste, surplus, capacité, notre capacité, capacité disponible, disponible immédiatement, en stock",
  ],
  [
    'have',
    "available, availability, in stock, ready stock, have, we have, i have, i've, we've, got, we got, i've got, there is, there are, surplus, stock of, excess, left over, leftover, spare, free, idle, capacity available, our capacity, open capacity, spare capacity, ready to ship, ready, on offer, can make, can do, we can, open for",
  ],
  [
    'seek',
    'مطلوب, مطلوبة, مطلوبين, مطلوبه, محتاج, محتاجة, محتاجين, محتاجه, احتاج, أحتاج, نحتاج, نحتاجو, بحتاج, بنحتاج, منحتاج, محتاجينه, محتاجها, محتاجينها, لازماني, يلزم, يلزمني, يلزمنا, بيلزمني, بيلزمنا, لازمني, لازمنا, لازم, لازمنى, يلزمو, بلزمنا, بلزمني, عايز, عايزة, عايزين, عايزه, عاوز, عاوزة, عاوزين, عاوزه, بدي, بدنا, بده, بدها, بدهم, ودي, نحوس, نحوس على, نحوس علا, راني نحوس, راني نحوس على, نحوسو, نحوسو على, رانا نحوسو, رانا نحوسو على, راني حاب, نسحق, نستحق, نسحقو, نستحقو, حاجتي, حاجتي ب, خاصني, خاصنا, خصني, خصنا, أريد, اريد, نريد, يريد, ارغب, أرغب, نرغب, نرغب في, نود, أود, اود, راغب, راغبين, أبحث عن, ابحث عن, نبحث عن, يبحث عن, باحث عن, باحثين عن, البحث عن, ابحث, نبحث, بدور, بدور على, بندور, بندور على, ادور على, أدور على, بفتش على, بفتش عن, بنفتش على, بنفتش عن, أفتش عن, نقلب على, نقلبو على, راني نقلب على, بقلب على, حاب, حابب, حابة, حابين, حاببين, نبغي, نبغى, أبغى, حاجة, بحاجة, بحاجه, بحاجة إلى, بحاجة ل, في حاجة, في حاجة إلى, محتاجين ضروري, ناقصنا, ناقصني, ينقصنا, طلب شراء, طلب, نطلب, بطلب, أطلب, طالبين, طالب, نستورد, ادور, أفتش, بفتش, نفتش, عايزين نعمل, خصنا, ضروري محتاج, رايد, مطلوب شراء, تبحث, يبحث, تبحث عن, ترغب, يرغب, ترغب في, يرغب في, تحتاج, تطلب, تريد, تود, نحتاج إلى, بحاجة إلى',
  ],
  ['seek', 'اشتري, أشتري, نشتري, بشتري, بنشتري, منشتري, نشري, نشريو, شراء, للشراء, مشترى, بنشتري, حابب اشتري'],
  [
    'seek',
    "cherche, cherchons, je cherche, nous cherchons, on cherche, cherche à, recherche, recherchons, je recherche, nous recherchons, on recherche, recherché, recherchée, recherchés, recherchées, à la recherche de, à la recherche, chercher, besoin, besoins, besoin de, besoin urgent, j'ai besoin, j'ai besoin de, avons besoin, avons besoin de, nous avons besoin, nous avons besoin de, ai besoin, on a besoin, on a besoin de, il faut, il me faut, il nous faut, faut, veux, voulons, je veux, on veut, nous voulons, voudrais, je voudrais, voudrions, nous voudrions, souhaite, souhaitons, nous souhaitons, je souhaite, aimerais, désire, désirons, demande, demandons, demandé, demande de, achète, achetons, acheter, à acheter, j'achète, on achète, nous achetons, achat, achat de, souhaite acheter, manque, manquons, il nous manque, il me manque, intéressé par, intéressés par, recrute, recrutons, nous recrutons, on recrute, embauche, embauchons, commande de, avis d'achat, demande de prix, demande de devis, devis pour",
  ],
  [
    'seek',
    'want, wants, we want, i want, wanted, need, needs, needed, we need, i need, need to buy, in need of, needing, require, requires, required, requiring, requirement, looking for, look for, looking to buy, we are looking for, i am looking for, i m looking for, searching for, search for, seeking, seek, seeks, in search of, buy, buying, to buy, want to buy, we buy, i buy, purchase, purchasing, request, requesting, requested, asking for, would like, i would like, i d like, we would like, we d like, interested in, in the market for, hiring, we are hiring, recruiting, wtb, iso supplier, urgently need, request for quotation, rfq, quote for, quote needed',
  ],
  [
    'ask',
    'مين عنده, مين عندو, مين عندها, من لديه, من عنده, شكون عندو, شكون عنده, شكون يبيع, شكون يدير, شكون يخدم, شكون, مين, مين بيبيع, مين ببيع, مين بيعمل, مين يقدر, حد عنده, حدا عندو, حدا عنده, حد يعمل, كاش واحد, كاش واحد عندو, كاش حد, كاش ورشة, كاش مصنع, كاش شركة, كاش لي, كاين حد, كاين واحد, كاين لي, واش, واش كاين, واش كاين لي, واش كاين لي يبيع, كاين لي يبيع, لي يبيع, شكون لي يبيع, في حدا, في حد, فيه حد, حد يعرف, حدا بعرف, حد بيعرف, تعرفوا, بتعرفو حدا, وين نلقى, وين القى, وين الاقي, وين بلاقي, وين نلقاو, كام, كام سعر, بكم سعر, سعر كام, قديش سعر, شحال سومة, فين الاقي, فين ألاقي, الاقي فين, ألاقي, الاقي, نلقى, بلاقي, القى, نلقاو, عندكم, عندكو, عندك, بكام, بكم, قداش, قديش, بقداش, بقديش, شحال, بشحال, عندكمش, في عندكم, ممكن حد, حد يقدر, حد, حدا, هل يوجد, هل من',
  ],
  [
    'ask',
    "qui vend, qui fait, qui a, qui peut, qui connaît, quelqu'un, quelqu'un qui, quelqu'un pour, quelqu'un a, avez vous, vous avez, y a t il, où trouver, trouver, combien, qui fabrique, qui loue, qui pourrait, connaissez vous",
  ],
  [
    'ask',
    'who sells, who makes, who has, who can, who does, who, anyone, does anyone, anyone have, anyone with, anybody, somebody to, someone to, someone who, do you have, where to find, where to buy, where can i find, where can we find, how much, how much is, can anyone, can someone, is there any, is there a, any',
  ],
  ['look', 'عمل, شغل, وظيفة, فرصة عمل, emploi, un emploi, travail, du travail, un poste, job, a job, work, employment, a position'],
  [
    'buyers',
    'مشتري, مشترين, زبون, زبائن, زباين, بيشتري, يشتري, بشتري, تشتري, acheteur, acheteurs, acquéreur, repreneur, preneur, buyer, buyers',
  ],
]);

/** "cherche location" seeks; "cherche à vendre" offers. */
const selling = /بيع|^vend|^sell|^ceder|^sale/;

export function readDirection(claims: Claims): Field<Direction> | null {
  const { tokens } = claims;
  const found: { sign: Sign; first: number; next: number }[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const sign = find(signs, tokens, at, ['', 'و', 'ال']);
    if (!sign || !claims.free(at, sign.next) || (sign.prefix === 'ال' && sign.value !== 'sell')) continue;
    found.push({ sign: sign.value, first: at, next: sign.next });
    at = sign.next - 1;
  }
  const [first] = found.filter(({ sign }) => sign !== 'look' && sign !== 'buyers');
  if (!first) return null;
  const of = (sign: Sign) => found.find((one) => one.sign === sign);
  for (const { sign, first: from, next } of found) if (sign !== 'look' && sign !== 'buyers') claims.take('direction', from, next);
  const says = (at: number) => selling.test(tokens[at]?.word ?? '');
  const seek = of('seek') ?? of('ask');
  const sell = of('sell');
  const answer = (value: Direction, said: { first: number; next: number }) => claims.field(value, said.first, said.next);
  // "عايز أبيع", "cherche à vendre", "want to sell"
  // somebody who buys is asked by one who sells
  const buyers = of('buyers');
  if (seek?.sign === 'ask' && buyers && buyers.first - seek.next < 2) return answer('offer', buyers);
  // one who seeks work offers it
  const look = of('look');
  if (seek && look && look.first === seek.next) return answer('offer', look);
  if (seek && sell && sell.first === seek.next && (says(sell.first) || says(sell.next - 1))) return answer('offer', sell);
  if (seek && sell) return seek.first < sell.first || seek.sign === 'seek' ? answer('need', seek) : answer('offer', sell);
  if (sell) return answer('offer', sell);
  if (of('seek')) return answer('need', of('seek') ?? first);
  const have = of('have');
  const ask = of('ask');
  if (ask && (!have || ask.first < have.first)) return answer('need', ask);
  if (have) return answer('offer', have);
  return ask ? answer('need', ask) : null;
}
