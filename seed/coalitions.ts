/** Demonstration data: orders that several firms fill together, from the first answers to the agreement. */
import { day } from '../schema/time.ts';
import type { Client } from '../scripts/client.ts';
import type { SeedCluster, SeedListing } from './shape.ts';

/** A firm that is in the market. */
interface There {
  people: Client[];
}

interface SeedCoalition {
  cluster: string;
  /** Firm keys. */
  by: string;
  need: Posted;
  offers: [firm: string, offer: Posted][];
  /** Who accepts, for how many minor units, and what he says. */
  accept: [firm: string, amount: number, words: string][];
  decline?: [firm: string, words: string];
  /** In days, and what the lead says; the lead is the firm with the largest share. */
  quote?: { by: string; in: number; words: string };
  decision?: { accept: boolean; words: string };
}

type Posted = Omit<SeedListing, 'direction' | 'visibility' | 'kind'> & { kind?: SeedListing['kind'] };

/** Posts the needs and offers of a cluster's coalitions, and lets its firms ask and answer as they would themselves. */
export async function sendCoalitions(
  at: string,
  { opening: { cluster } }: SeedCluster,
  firms: Map<string, There>,
  managing: Client,
): Promise<void> {
  const of = (key: string) => (firms.get(key) as There).people[0] as Client;
  const post = (firm: string, direction: 'offer' | 'need', listing: Posted) =>
    publish(at, of(firm), managing, { direction, ...listing }, cluster.currency);
  for (const one of coalitions.filter((some) => some.cluster === cluster.slug)) {
    for (const [firm, offer] of one.offers) await post(firm, 'offer', offer);
    const need = await post(one.by, 'need', one.need);
    const answer = await of(one.by).get<Proposals>(`${at}/listings/${need}/coalitions`);
    const [first] = answer.proposals;
    if (!first) throw new Error(`nobody fills together: ${one.need.title} ${JSON.stringify(answer)}`);
    const listings = first.members.map(({ listing }) => listing.id);
    const { id } = await of(one.by).post<{ id: number }>(`${at}/listings/${need}/coalitions`, { listings });
    const here = `${at}/coalitions/${id}`;
    for (const [firm, amount, words] of one.accept) await of(firm).post(`${here}/answers`, { accept: true, amount, words });
    if (one.decline) await of(one.decline[0]).post(`${here}/answers`, { accept: false, words: one.decline[1] });
    if (one.quote) {
      const deliverBy = Math.floor(Date.now() / day + one.quote.in) * day;
      await of(one.quote.by).post(`${here}/quote`, { deliverBy, words: one.quote.words });
    }
    if (one.decision) await of(one.by).post(`${here}/decision`, one.decision);
  }
}

interface Proposals {
  proposals: { members: { listing: { id: number } }[] }[];
}

async function publish(
  at: string,
  by: Client,
  managing: Client,
  { availableFromIn, availableUntilIn, price, ...written }: Posted & { direction: 'offer' | 'need' },
  currency: string,
): Promise<number> {
  const inDays = (days: number | undefined) => (days === undefined ? null : Math.floor(Date.now() / day + days) * day);
  const dates = { availableFrom: inDays(availableFromIn), availableUntil: inDays(availableUntilIn) };
  const body = { kind: 'subcontracting', visibility: 'public', ...written, ...dates, price: { currency, ...price } };
  const { id, state } = await by.post<{ id: number; state: string }>(`${at}/listings`, body);
  if (state === 'published') return id;
  const { owner } = await managing.get<{ owner: { revision: number } }>(`${at}/listings/${id}`);
  await managing.post(`${at}/listings/${id}/decisions`, { act: 'publish', revision: owner.revision });
  return id;
}

/** Thousandths. */
const units = (n: number) => n * 1000;

const coalitions: SeedCoalition[] = [
  {
    cluster: 'robbiki',
    by: 'export',
    need: {
      title: 'قص وخياطة وشد 900 جوز جزم رجالي للسعودية',
      text: 'موكاسان موديل واحد، الجلد والنعل من عندنا والعينة موجودة.',
      process: 'قص وخياطة وشد',
      quantity: { amount: units(900), unit: 'PR' },
      price: { form: 'negotiable' },
      availableUntilIn: 40,
    },
    offers: [
      [
        'bags',
        {
          title: 'قص وخياطة وشوش جزم رجالي',
          text: 'مكبس قص وخمس مكن خياطة، بنشتغل للمصانع.',
          process: 'قص وخياطة',
          capacityPerMonth: { amount: units(1000), unit: 'PR' },
          price: { form: 'fixed', min: 4_200, per: 'PR' },
        },
      ],
      [
        'shoes',
        {
          title: 'شد جزم رجالي على القالب',
          process: 'شد',
          capacityPerMonth: { amount: units(1500), unit: 'PR' },
          price: { form: 'fixed', min: 3_800, per: 'PR' },
        },
      ],
    ],
    accept: [['bags', 3_780_000, 'نبدأ السبت، 250 جوز في الأسبوع.']],
  },
  {
    cluster: 'hebron-shoes',
    by: 'export',
    need: {
      title: 'قص ودراز وشد 1200 جوز كندرة رجالي',
      text: 'طلبية لعمّان، موديلين أوكسفورد ودربي. الجلد والنعل والقوالب من عنا.',
      process: 'قص ودراز وشد',
      quantity: { amount: units(1200), unit: 'PR' },
      price: { form: 'negotiable' },
      availableUntilIn: 45,
    },
    offers: [
      [
        'dies',
        {
          title: 'قص جلد كندرة رجالي على المكبس',
          text: 'مكبسين قص، سكاكين جاهزة للأوكسفورد والدربي.',
          process: 'قص',
          capacityPerMonth: { amount: units(2500), unit: 'PR' },
          price: { form: 'fixed', min: 250, per: 'PR' },
        },
      ],
      [
        'closing',
        {
          title: 'دراز وجوه كندرة رجالي',
          text: 'تكفيف وتقشيط ودراز، ومنسلّم كل أسبوع.',
          process: 'دراز',
          capacityPerMonth: { amount: units(1600), unit: 'PR' },
          price: { form: 'fixed', min: 1_400, per: 'PR' },
        },
      ],
      [
        'factory',
        {
          title: 'شد كندرة رجالي على القالب',
          text: 'خط الشد فاضي بعد الظهر.',
          process: 'شد',
          capacityPerMonth: { amount: units(2000), unit: 'PR' },
          price: { form: 'fixed', min: 1_100, per: 'PR' },
        },
      ],
    ],
    accept: [['closing', 1_680_000, 'منبلّش الأحد، 300 جوز كل أسبوع.']],
  },
  {
    cluster: 'hebron-shoes',
    by: 'export',
    need: {
      kind: 'input',
      title: '4000 كيس قماش مطبوع للكنادر',
      text: 'قطن أبيض بشعار الزبون، مقاس 35×25.',
      quantity: { amount: units(4000), unit: 'H87' },
      price: { form: 'negotiable' },
      availableUntilIn: 30,
    },
    offers: [
      [
        'closing',
        {
          kind: 'input',
          title: 'كيس قماش للكنادر مع طباعة لون',
          capacityPerMonth: { amount: units(2400), unit: 'H87' },
          price: { form: 'fixed', min: 180, per: 'H87' },
        },
      ],
      [
        'supply',
        {
          kind: 'input',
          title: 'كيس قماش كنادر مطبوع',
          capacityPerMonth: { amount: units(2600), unit: 'H87' },
          price: { form: 'fixed', min: 190, per: 'H87' },
        },
      ],
      [
        'boots',
        {
          kind: 'input',
          title: 'كيس قماش للكنادر والبساطير',
          capacityPerMonth: { amount: units(2500), unit: 'H87' },
          price: { form: 'fixed', min: 260, per: 'H87' },
        },
      ],
    ],
    accept: [['closing', 432_000, 'القماش عنا والطباعة خلال أسبوع.']],
    decline: ['supply', 'ماكينة الطباعة معطّلة هالشهر.'],
  },
  {
    cluster: 'damietta-furniture',
    by: 'export',
    need: {
      kind: 'input',
      title: '240 كومودينو زان لفندق في جدة',
      text: 'درجين وباب، على الأبيض. ممكن من أكتر من ورشة بس على نفس العينة.',
      quantity: { amount: units(240), unit: 'H87' },
      price: { form: 'negotiable' },
      availableUntilIn: 60,
    },
    offers: [
      [
        'chairs',
        {
          kind: 'input',
          title: 'كومودينو زان على الأبيض',
          capacityPerMonth: { amount: units(60), unit: 'H87' },
          price: { form: 'fixed', min: 290_000, per: 'H87' },
        },
      ],
      [
        'bedrooms',
        {
          kind: 'input',
          title: 'كومودينو زان للفنادق',
          capacityPerMonth: { amount: units(45), unit: 'H87' },
          price: { form: 'fixed', min: 320_000, per: 'H87' },
        },
      ],
      [
        'upholstery',
        {
          kind: 'input',
          title: 'كومودينو زان متجمّع',
          quantity: { amount: units(50), unit: 'H87' },
          price: { form: 'fixed', min: 305_000, per: 'H87' },
        },
      ],
    ],
    accept: [
      ['chairs', 33_900_000, 'أول 40 قطعة بعد أسبوعين.'],
      ['upholstery', 15_250_000, ''],
      ['bedrooms', 23_400_000, 'الخشب عندنا ناشف.'],
    ],
    quote: { by: 'chairs', in: 55, words: 'تلات دفعات على نفس العينة، والفرز عندكم قبل التحميل.' },
  },
  {
    cluster: 'damietta-furniture',
    by: 'export',
    need: {
      kind: 'input',
      title: '360 برواز مراية أويما مدهّب',
      text: 'بيضاوي 90×60، لمعرض في الرياض.',
      quantity: { amount: units(360), unit: 'H87' },
      price: { form: 'negotiable' },
      availableUntilIn: 45,
    },
    offers: [
      [
        'carving',
        {
          kind: 'input',
          title: 'برواز مراية أويما بيضاوي',
          capacityPerMonth: { amount: units(150), unit: 'H87' },
          price: { form: 'fixed', min: 140_000, per: 'H87' },
        },
      ],
      [
        'polish',
        {
          kind: 'input',
          title: 'برواز مراية أويما مدهّب بورق',
          capacityPerMonth: { amount: units(130), unit: 'H87' },
          price: { form: 'fixed', min: 165_000, per: 'H87' },
        },
      ],
    ],
    accept: [
      ['carving', 28_000_000, 'الخشب ليمون ناشف.'],
      ['polish', 31_000_000, ''],
    ],
    quote: { by: 'carving', in: 40, words: 'دفعتين، والتدهيب كله بنفس الورق.' },
    decision: { accept: false, words: 'السعر أعلى من اللي الزبون وافق عليه.' },
  },
  {
    cluster: 'dz-mechanics',
    by: 'hodna',
    need: {
      kind: 'input',
      title: '1 000 bagues d’usure bronze Ø 60',
      text: 'UE12P, tolérance H7, à livrer en deux lots.',
      quantity: { amount: units(1000), unit: 'H87' },
      price: { form: 'negotiable' },
      availableUntilIn: 50,
    },
    offers: [
      [
        'agri',
        {
          kind: 'input',
          title: 'Bagues d’usure bronze Ø 40 à 80',
          capacityPerMonth: { amount: units(400), unit: 'H87' },
          price: { form: 'fixed', min: 90_000, per: 'H87' },
        },
      ],
      [
        'moulds',
        {
          kind: 'input',
          title: 'Bagues d’usure en bronze UE12P',
          capacityPerMonth: { amount: units(500), unit: 'H87' },
          price: { form: 'fixed', min: 95_000, per: 'H87' },
        },
      ],
    ],
    accept: [
      ['agri', 36_000_000, ''],
      ['moulds', 57_000_000, 'Premier lot dans trois semaines.'],
    ],
  },
  {
    cluster: 'dz-mechanics',
    by: 'agri',
    need: {
      title: 'Tournage, rectification et trempe de 600 axes de pompe',
      text: 'Acier fourni, plans DXF. Livraison à Bazer Sakra.',
      process: 'tournage, rectification, trempe',
      quantity: { amount: units(600), unit: 'H87' },
      price: { form: 'negotiable' },
      availableUntilIn: 50,
    },
    offers: [
      [
        'hodna',
        {
          title: 'Tournage CNC d’axes, Ø 20 à 80',
          process: 'tournage',
          capacityPerMonth: { amount: units(900), unit: 'H87' },
          price: { form: 'fixed', min: 120_000, per: 'H87' },
        },
      ],
      [
        'rectif',
        {
          title: 'Rectification cylindrique d’axes',
          process: 'rectification',
          capacityPerMonth: { amount: units(500), unit: 'H87' },
          price: { form: 'fixed', min: 90_000, per: 'H87' },
        },
      ],
      [
        'heat',
        {
          title: 'Trempe et revenu d’axes et de pignons',
          process: 'trempe',
          capacityPerMonth: { amount: units(1000), unit: 'H87' },
          price: { form: 'fixed', min: 45_000, per: 'H87' },
        },
      ],
    ],
    accept: [
      ['hodna', 72_000_000, 'Première série sous dix jours.'],
      ['rectif', 54_000_000, ''],
      ['heat', 27_000_000, 'PV de dureté joint à chaque lot.'],
    ],
    quote: { by: 'hodna', in: 45, words: 'Trois lots de 200 axes, contrôle 3D au laboratoire.' },
    decision: { accept: true, words: 'Bon pour accord, l’acier part lundi.' },
  },
];
