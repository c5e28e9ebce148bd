/** Demonstration data: what firms of the clusters buy together, from just opened to the best price. */
import type { z } from 'zod';
import type { PoolDraft } from '../schema/pool.ts';
import { day, hour } from '../schema/time.ts';
import type { Client } from '../scripts/client.ts';
import type { SeedCluster } from './shape.ts';

/** A firm that is in the market. */
interface There {
  id: number;
  people: Client[];
  listings: Map<string, number>;
}

/** Opens the pools of a cluster and lets its firms join them, as they would themselves. */
export async function sendPools(
  at: string,
  { opening: { cluster } }: SeedCluster,
  firms: Map<string, There>,
  office: Client,
): Promise<void> {
  const of = (key: string) => firms.get(key) as There;
  const acting = (key: string | undefined) => (key === undefined ? office : (of(key).people[0] as Client));
  for (const { by, closesIn, pool, from, confirmed, takes, cancelled } of pools.filter((one) => one.cluster === cluster.slug)) {
    const { id } = await acting(by).post<{ id: number }>(`${at}/pools`, {
      ...pool,
      currency: cluster.currency,
      // at a full hour
      deadline: Math.floor((Date.now() + closesIn * day) / hour) * hour,
      supplier: supplierOf(from, of),
    });
    if (confirmed && typeof from === 'object') await acting(from.firm).post(`${at}/pools/${id}/answers`, { accept: true });
    for (const [firm, quantity] of takes) await acting(firm).put(`${at}/pools/${id}/commitment`, { amount: units(quantity) });
    if (cancelled) await acting(by).post(`${at}/pools/${id}/cancellation`, { words: cancelled });
  }
}

function supplierOf(from: SeedPool['from'], of: (key: string) => There) {
  if (from === undefined) return null;
  if (typeof from === 'string') return { name: from };
  const { id, listings } = of(from.firm);
  return from.title === undefined ? { firm: id } : { listing: listings.get(from.title) };
}

interface SeedPool {
  cluster: string;
  /** A firm's key; the managers' office when absent. */
  by?: string;
  /** Days from seeding to its deadline; `soon` shows what comes of a pool to whoever looks again after two hours. */
  closesIn: number;
  pool: Omit<z.input<typeof PoolDraft>, 'deadline' | 'currency' | 'supplier'>;
  /** An offer of the market, a firm of it, or somebody from outside. */
  from?: { firm: string; title?: string } | string;
  /** Its supplier, a firm of the market, has said that it sells. */
  confirmed?: true;
  /** Who takes how much, in units. */
  takes: [firm: string, quantity: number][];
  /** Why it was called off in the end. */
  cancelled?: string;
}

/** As near as a deadline may lie, in days. */
const soon = 2 / 24;
/** Thousandths. */
const units = (n: number) => Math.round(n * 1000);
/** `[from, price]` in units and minor units. */
const steps = (...some: [from: number, price: number][]) => some.map(([from, price]) => ({ from: units(from), price }));

const pools: SeedPool[] = [
  {
    cluster: 'robbiki',
    by: 'toukhy',
    closesIn: 6,
    pool: {
      title: 'كروم بيزك 33% شكاير 25 كيلو، طلبية المدابغ',
      text: 'نفس الكروم اللي بناخده كل شهر، بس على فاتورة واحدة. التسليم على باب كل مدبغة والدفع عند الاستلام.',
      unit: 'XSA',
      steps: steps([60, 143_000], [120, 139_000], [200, 134_000]),
      cap: units(400),
    },
    from: { firm: 'chemicals', title: 'كروم بيزك 33% شيكارة 25 كيلو' },
    confirmed: true,
    takes: [
      ['toukhy', 70],
      ['goat', 35],
    ],
  },
  {
    cluster: 'robbiki',
    by: 'shoes',
    closesIn: 12,
    pool: {
      title: 'غرا نيوبرين للجزم والشنط، صفيحة 15 كيلو',
      text: 'لزق نعل ووش، تاريخ إنتاج السنة دي. بنستلم من مخزن الجمّال، وكل ورشة تدفع نصيبها للمورّد مباشرة.',
      unit: 'KGM',
      steps: steps([150, 16_500], [300, 15_200], [600, 14_000]),
      pack: units(15),
      cap: units(900),
    },
    from: 'شركة غرا في العاشر من رمضان',
    takes: [
      ['shoes', 120],
      ['soles', 95],
      ['bags', 22],
    ],
  },
  {
    cluster: 'robbiki',
    by: 'goat',
    closesIn: 16,
    pool: {
      title: 'جزم رجالي جلد لعمال المدابغ قبل العيد',
      text: 'كل مدبغة تكتب عدد عمالها والمقاسات في رسالة. الموديل الكلاسيك الأسود، والتسليم في الروبيكي.',
      unit: 'PR',
      steps: steps([60, 78_000], [90, 74_000], [120, 70_000]),
      cap: units(200),
    },
    from: { firm: 'shoes', title: 'جزمة رجالي كلاسيك جلد طبيعي، 5 موديلات' },
    takes: [
      ['goat', 22],
      ['toukhy', 30],
    ],
  },
  {
    cluster: 'robbiki',
    closesIn: 20,
    pool: {
      title: 'كرتون تصدير 5 طبقات للجزم والشنط',
      text: 'مكتب الإدارة بيجمع الطلبات لمصنع كرتون واحد. المقاس 60×40×40، طباعة لون واحد باسم كل ورشة.',
      unit: 'H87',
      steps: steps([1_000, 2_900], [2_500, 2_550], [5_000, 2_300]),
      pack: units(50),
    },
    takes: [],
  },
  {
    cluster: 'hebron-shoes',
    by: 'soles',
    closesIn: 9,
    pool: {
      title: 'بوليول وإيزو للـPU، براميل 225 كيلو',
      text: 'كونتينر واحد من الميناء بدل ما كل مصنع يشتري لحاله. التخزين عند نعال الخطوة والتسليم بالبرميل.',
      unit: 'KGM',
      steps: steps([4_500, 890], [7_500, 840], [12_000, 790]),
      pack: units(225),
      cap: units(18_000),
    },
    from: 'مورّد كيماويات من حيفا',
    takes: [
      ['soles', 4_200],
      ['factory', 1_350],
      ['boots', 2_600],
    ],
  },
  {
    cluster: 'damietta-furniture',
    by: 'chairs',
    closesIn: 4,
    pool: {
      title: 'غرا أبيض D3 للنجارة، جردل 20 كيلو',
      text: 'جربناه في الكراسي سنة كاملة وماسك كويس. التسليم في شطا.',
      unit: 'KGM',
      steps: steps([200, 6_800], [400, 6_200], [600, 5_800]),
      pack: units(20),
      cap: units(1_000),
    },
    from: 'مصنع لواصق في برج العرب',
    takes: [
      ['chairs', 260],
      ['carving', 50],
      ['bedrooms', 330],
    ],
  },
  {
    cluster: 'hebron-shoes',
    by: 'dies',
    closesIn: 14,
    pool: {
      title: 'ستيل سكاكين قص 32 ملم، لفّات',
      text: 'اللفّة 50 كيلو، ومنوزّع بعد ما توصل عالورشة.',
      unit: 'KGM',
      steps: steps([200, 2_900], [500, 2_600]),
      pack: units(50),
    },
    from: 'مستورد عدد من رام الله',
    takes: [
      ['dies', 120],
      ['factory', 60],
    ],
    cancelled: 'المستورد رفع السعر بعد ما اتفقنا. منفتح غيره لما نلاقي مورّد تاني.',
  },
  {
    cluster: 'damietta-furniture',
    by: 'upholstery',
    closesIn: soon,
    pool: {
      title: 'سفنج كثافة 30، بلوكات 2×1 متر',
      text: 'نقلة واحدة من المصنع لباب كل ورشة في شطا، والدفع عند الاستلام.',
      unit: 'H87',
      steps: steps([20, 420_000], [40, 395_000], [80, 370_000]),
    },
    from: 'مصنع سفنج في السادس من أكتوبر',
    takes: [
      ['upholstery', 24],
      ['chairs', 10],
      ['bedrooms', 14],
    ],
  },
  {
    cluster: 'dz-mechanics',
    by: 'moulds',
    closesIn: 10,
    pool: {
      title: 'Z160CDV12 (1.2379) en ronds Ø 30 à 120',
      text: 'Une seule coulée, certificat 3.1 pour chacun. Coupe chez Hauts Plateaux, retrait sur place.',
      unit: 'KGM',
      steps: steps([800, 128_000], [1_500, 119_000], [2_500, 112_000]),
      cap: units(4_000),
    },
    from: { firm: 'steel' },
    confirmed: true,
    takes: [
      ['moulds', 620],
      ['hodna', 240],
      ['agri', 150],
    ],
  },
  {
    cluster: 'dz-mechanics',
    by: 'rectif',
    closesIn: soon,
    pool: {
      title: 'Huile de coupe entière, fûts de 200 litres',
      text: 'Livraison à El Eulma, chacun paie sa part au fournisseur.',
      unit: 'LTR',
      steps: steps([600, 62_000], [1_000, 57_500], [2_000, 54_000]),
      pack: units(200),
    },
    from: 'Distributeur de lubrifiants, Sétif',
    takes: [
      ['rectif', 420],
      ['hodna', 430],
      ['agri', 250],
    ],
  },
  {
    cluster: 'gaza-dates',
    by: 'press',
    closesIn: 7,
    pool: {
      title: 'مراطبين زجاج 400 غرام مع غطا للدبس والعجوة',
      text: 'المشطاح 1200 مرطبان. التخزين عند المعمل والتسليم بالكرتونة.',
      unit: 'H87',
      steps: steps([3_600, 230], [7_200, 205], [12_000, 185]),
      pack: units(12),
    },
    from: 'مورّد زجاج من الخليل',
    takes: [
      ['press', 3_000],
      ['trade', 1_200],
    ],
  },
  {
    cluster: 'gaza-dates',
    by: 'coop',
    closesIn: soon,
    pool: {
      title: 'أكياس فاكيوم نص كيلو، شفافة',
      text: 'المطبعة ما بتشتغل لأقل من 20 ألف.',
      unit: 'H87',
      steps: steps([20_000, 22], [50_000, 18]),
    },
    from: { firm: 'pack' },
    takes: [
      ['coop', 6_000],
      ['press', 8_500],
    ],
  },
  {
    cluster: 'stone',
    by: 'tools',
    closesIn: 15,
    pool: {
      title: 'معجون إيبوكسي وشبك فايبر لتقوية الألواح',
      text: 'المورّد بده طلبية كبيرة. كل منشار يكتب كم يحتاج لشهرين.',
      unit: 'KGM',
      steps: steps([1_000, 3_400], [2_500, 3_050], [4_000, 2_800]),
      cap: units(6_000),
    },
    takes: [
      ['saw', 900],
      ['carver', 180],
      ['export', 350],
    ],
  },
  {
    cluster: 'salfit-furniture',
    by: 'rooms',
    closesIn: 11,
    pool: {
      title: 'كونتينر زان مبخّر 50 ملم مع مناجر سلفيت',
      text: 'الكونتينر 11 متر مكعب. كل منجرة تاخذ حصتها من عند مستودعات البلوط.',
      unit: 'MTQ',
      steps: steps([11, 282_000], [22, 268_000]),
      pack: units(0.5),
    },
    from: { firm: 'timber' },
    takes: [
      ['rooms', 4.75],
      ['kitchen', 3],
      ['sofa', 1.2],
    ],
  },
  {
    cluster: 'dz-food',
    by: 'oil',
    closesIn: 8,
    pool: {
      title: 'كارتون موج للزيت والكرموس، 400×300×250',
      text: 'Même carton pour tous, sans impression. On le retire chez l’imprimeur, chacun paie sa part.',
      unit: 'H87',
      steps: steps([3_000, 5_900], [8_000, 5_500], [15_000, 5_100]),
      pack: units(100),
      cap: units(20_000),
    },
    from: { firm: 'labels', title: 'كارتون موج 5 كانلور، 400×300×250' },
    confirmed: true,
    takes: [
      ['oil', 2_450],
      ['figs', 3_900],
      ['drinks', 1_000],
    ],
  },
  {
    cluster: 'dz-food',
    by: 'drinks',
    closesIn: 30,
    pool: {
      title: 'Concentré d’orange 65 Brix, fûts aseptiques',
      text: 'Un camion pour deux limonaderies et la laiterie.',
      unit: 'KGM',
      steps: steps([10_000, 62_000], [20_000, 58_000]),
      pack: units(265),
    },
    takes: [['dairy', 2_000]],
    cancelled: 'Le fournisseur n’a plus de fûts avant l’automne.',
  },
];
