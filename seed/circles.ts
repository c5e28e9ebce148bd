/** Demonstration data: exchanges without cash that firms of the clusters could make, from just proposed to settled. */
import type { z } from 'zod';
import type { ListingDraft } from '../schema/listing.ts';
import type { Client } from '../scripts/client.ts';
import type { SeedCluster } from './shape.ts';

/** A firm that is in the market. */
interface There {
  id: number;
  people: Client[];
}

interface Found {
  circles: { id: number | null; state: string; legs: { giver: { id: number } }[] }[];
}

/** Posts what firms would exchange, lets the market propose what goes around, and answers as the firms would. */
export async function sendCircles(
  at: string,
  { opening: { cluster } }: SeedCluster,
  firms: Map<string, There>,
  office: Client,
): Promise<void> {
  const here = circles.filter((one) => one.cluster === cluster.slug);
  const acting = (key: string) => firms.get(key)?.people[0] as Client;
  for (const { gives, terms } of here) {
    for (const [by, direction, listing] of gives) {
      const price = { form: 'negotiable', ...listing.price, currency: cluster.currency, barter: true };
      const made = await acting(by).post<{ id: number; state: string }>(`${at}/listings`, {
        ...listing,
        direction,
        price,
        visibility: 'cluster',
        term: 90,
      });
      if (made.state === 'published') continue;
      const { owner } = await office.get<{ owner: { revision: number } }>(`${at}/listings/${made.id}`);
      await office.post(`${at}/listings/${made.id}/decisions`, { act: 'publish', revision: owner.revision });
    }
    for (const [key, mostToPay, mostToTake] of terms ?? []) await acting(key).put(`${at}/firm/barter-terms`, { mostToPay, mostToTake });
  }
  if (here.length === 0) return;
  await office.post(`${at}/circles`, undefined);
  const proposed = (await office.get<Found>(`${at}/circles`)).circles.filter(({ state }) => state === 'proposed');
  const answer = async ([key, words]: [firm: string, words: string], accept: boolean) => {
    const own = proposed.find(({ legs }) => legs.some(({ giver }) => giver.id === firms.get(key)?.id));
    if (own?.id) await acting(key).post(`${at}/circles/${own.id}/answers`, { accept, words });
  };
  for (const { accept, decline = [] } of here) {
    for (const one of accept) await answer(one, true);
    for (const one of decline) await answer(one, false);
  }
}

type SeedThing = Pick<z.input<typeof ListingDraft>, 'kind' | 'title' | 'text' | 'quantity' | 'process'> & {
  price?: Pick<z.input<typeof ListingDraft>['price'], 'form' | 'min' | 'max' | 'per'>;
};

interface SeedCircle {
  cluster: string;
  /** What firms, by their keys, have and want for an exchange. */
  gives: [by: string, direction: 'offer' | 'need', listing: SeedThing][];
  /** Most to pay and to take, in minor units. */
  terms?: [firm: string, mostToPay: number | null, mostToTake: number | null][];
  /** Who accepts, with what words. */
  accept: [firm: string, words: string][];
  /** Who does not. */
  decline?: [firm: string, words: string][];
}

/** Thousandths. */
const some = (n: number, unit: NonNullable<SeedThing['quantity']>['unit']) => ({ amount: n * 1000, unit });
const fixed = (min: number, per: NonNullable<SeedThing['quantity']>['unit']) => ({ form: 'fixed' as const, min, per });

const circles: SeedCircle[] = [
  {
    cluster: 'robbiki',
    gives: [
      [
        'shoes',
        'offer',
        {
          kind: 'input',
          title: 'أحذية سيفتي جلد برقبة، مقاسات 41 إلى 45',
          text: 'مقدمة صلب ونعل PU، من طلبية اتلغت. ممكن مقايضة بشغل أو خامة.',
          quantity: some(30, 'PR'),
          price: fixed(62_000, 'PR'),
        },
      ],
      [
        'shoes',
        'need',
        { kind: 'input', title: 'بطانة ضاني بيج 0.8 مم للجزم الرجالي', text: 'لون واحد من غير بقع.', quantity: some(900, 'FTK') },
      ],
      [
        'machines',
        'offer',
        {
          kind: 'subcontracting',
          title: 'صيانة براميل الدباغة وتغيير الرولمان',
          text: 'الفني والعدة من عندنا، وقطع الغيار على صاحب المدبغة.',
          quantity: some(12, 'DAY'),
          price: fixed(160_000, 'DAY'),
          process: 'صيانة براميل',
        },
      ],
      ['machines', 'need', { kind: 'input', title: 'أحذية سيفتي لعمال الورشة', text: 'برقبة ومقدمة صلب.', quantity: some(28, 'PR') }],
      [
        'goat',
        'offer',
        {
          kind: 'input',
          title: 'بطانة ضاني بيج 0.8 مم',
          text: 'طرية ولونها واحد.',
          quantity: some(900, 'FTK'),
          price: fixed(2_050, 'FTK'),
        },
      ],
      [
        'goat',
        'need',
        { kind: 'subcontracting', title: 'صيانة براميل دباغة', text: 'برميلين خشب 3 متر، الصوت عالي.', quantity: some(12, 'DAY') },
      ],
    ],
    terms: [['machines', 300_000, null]],
    accept: [['goat', 'البطانة جاهزة، تعالوا شوفوها يوم الأحد.']],
  },
  {
    cluster: 'robbiki',
    gives: [
      [
        'bags',
        'offer',
        {
          kind: 'input',
          title: 'محافظ جلد هدايا بالحفر على الاسم',
          text: 'علبة كرتون لكل محفظة.',
          quantity: some(60, 'H87'),
          price: fixed(35_000, 'H87'),
        },
      ],
      ['bags', 'need', { kind: 'marketing', title: 'رف في جناح معرض جلود بره مصر', text: 'شنط ومحافظ، 20 قطعة عرض.' }],
      ['export', 'offer', { kind: 'marketing', title: 'رف في جناحنا بمعرض الجلود في ميلانو', text: 'ثلاثة أيام، والشحن مع بضاعتنا.' }],
      ['export', 'need', { kind: 'input', title: 'محافظ جلد هدايا لزباين الجناح', text: 'عليها اسم الشركة.', quantity: some(60, 'H87') }],
    ],
    accept: [],
  },
  {
    cluster: 'hebron-shoes',
    gives: [
      [
        'factory',
        'offer',
        {
          kind: 'input',
          title: 'صنادل رجالي جلد، آخر الموسم',
          text: 'نمر 41 لـ45، منقبل بدل بضاعة.',
          quantity: some(80, 'PR'),
          price: fixed(5_500, 'PR'),
        },
      ],
      ['factory', 'need', { kind: 'input', title: 'علب كنادر كرتون مع غطا', text: 'بني سادة.', quantity: some(2000, 'H87') }],
      [
        'supply',
        'offer',
        {
          kind: 'input',
          title: 'علب كنادر كرتون بني مع غطا',
          text: 'مقاس رجالي.',
          quantity: some(2000, 'H87'),
          price: fixed(220, 'H87'),
        },
      ],
      ['supply', 'need', { kind: 'input', title: 'صنادل رجالي جلد للمحل', text: 'نمر كبيرة.', quantity: some(80, 'PR') }],
    ],
    accept: [
      ['factory', 'الصنادل موضّبة.'],
      ['supply', 'ماشي، العلب بتوصل الأربعا.'],
    ],
  },
  {
    cluster: 'damietta-furniture',
    gives: [
      [
        'timber',
        'offer',
        {
          kind: 'input',
          title: 'خشب زان مبخر ألواح 5 سم',
          text: 'ناشف فرن، ومستعدين للبدل بشغل.',
          quantity: some(2, 'MTQ'),
          price: fixed(2_400_000, 'MTQ'),
        },
      ],
      ['timber', 'need', { kind: 'input', title: 'مكتب خشب وكرسي مدير للمغلق', text: 'سويد أو قشرة، 160 سم.', quantity: some(1, 'SET') }],
      [
        'chairs',
        'offer',
        {
          kind: 'input',
          title: 'هياكل كراسي سفرة زان خام',
          text: 'متجمعة ومتصنفرة، من غير دهان.',
          quantity: some(40, 'H87'),
          price: fixed(115_000, 'H87'),
        },
      ],
      ['chairs', 'need', { kind: 'input', title: 'خشب زان مبخر للكراسي', text: 'تخانة 5 سم.', quantity: some(2, 'MTQ') }],
      [
        'upholstery',
        'offer',
        {
          kind: 'subcontracting',
          title: 'تنجيد ظهر سراير وكنب للفنادق',
          text: 'الإسفنج علينا والقماش عليكم.',
          quantity: some(20, 'H87'),
          price: fixed(225_000, 'H87'),
          process: 'تنجيد',
        },
      ],
      ['upholstery', 'need', { kind: 'input', title: 'هياكل كراسي سفرة زان خام للتنجيد', text: 'موديل بسيط.', quantity: some(40, 'H87') }],
      [
        'bedrooms',
        'offer',
        {
          kind: 'input',
          title: 'مكاتب خشب قشرة أرو مع كرسي مدير',
          text: 'من معرضنا، بحالة ممتازة.',
          quantity: some(1, 'SET'),
          price: fixed(4_500_000, 'SET'),
        },
      ],
      [
        'bedrooms',
        'need',
        { kind: 'subcontracting', title: 'تنجيد ظهر سرير لغرف فندق', text: '20 سرير.', quantity: some(20, 'H87'), process: 'تنجيد' },
      ],
    ],
    accept: [
      ['timber', 'الخشب في المغلق.'],
      ['upholstery', ''],
    ],
  },
  {
    cluster: 'hebron-shoes',
    gives: [
      [
        'boots',
        'offer',
        {
          kind: 'input',
          title: 'بساطير سلامة للعمال، تصفية',
          text: 'نمر 42 لـ44، مقدمة ستيل.',
          quantity: some(15, 'PR'),
          price: fixed(14_000, 'PR'),
        },
      ],
      [
        'boots',
        'need',
        { kind: 'technology', title: 'سكاكين قص 32 ملم لموديل بسطار', text: 'الباترون جاهز DXF.', quantity: some(14, 'H87') },
      ],
      [
        'dies',
        'offer',
        {
          kind: 'technology',
          title: 'سكاكين قص 32 ملم على باترون الزبون',
          text: 'جاهزة بيومين.',
          quantity: some(14, 'H87'),
          price: fixed(15_000, 'H87'),
        },
      ],
      [
        'dies',
        'need',
        { kind: 'subcontracting', title: 'دراز عينات وجوه', text: 'أول جوز من كل موديل.', quantity: some(60, 'PR'), process: 'دراز عينات' },
      ],
      [
        'closing',
        'offer',
        {
          kind: 'subcontracting',
          title: 'دراز عينات وجوه على الطلب',
          text: 'عينة كاملة بيوم.',
          quantity: some(60, 'PR'),
          price: fixed(3_500, 'PR'),
          process: 'دراز عينات',
        },
      ],
      ['closing', 'need', { kind: 'input', title: 'بساطير سلامة لعمال المشغل', text: 'مقدمة ستيل.', quantity: some(15, 'PR') }],
    ],
    accept: [['closing', '']],
  },
  {
    cluster: 'damietta-furniture',
    gives: [
      [
        'carving',
        'offer',
        {
          kind: 'subcontracting',
          title: 'أويما يدوي لبراويز مرايات',
          text: 'رسمة لويس، الخشب على صاحب الشغل.',
          quantity: some(30, 'H87'),
          price: fixed(90_000, 'H87'),
          process: 'أويما',
        },
      ],
      [
        'carving',
        'need',
        { kind: 'subcontracting', title: 'تدهيب ورق دهب لكراسي صالون', text: 'صالونين مدهّب.', quantity: some(18, 'H87'), process: 'تدهيب' },
      ],
      [
        'polish',
        'offer',
        {
          kind: 'subcontracting',
          title: 'تدهيب ورق دهب للكراسي والصالونات',
          text: 'ورق ألماني، والتشطيب علينا.',
          quantity: some(18, 'H87'),
          price: fixed(150_000, 'H87'),
          process: 'تدهيب',
        },
      ],
      [
        'polish',
        'need',
        {
          kind: 'subcontracting',
          title: 'أويما يدوي لبراويز مرايات بيضاوي',
          text: 'الخشب جاهز.',
          quantity: some(30, 'H87'),
          process: 'أويما',
        },
      ],
    ],
    accept: [
      ['carving', 'هاتوا البراويز يوم الحد.'],
      ['polish', 'تمام يا أسطى رضا.'],
    ],
  },
  {
    cluster: 'dz-mechanics',
    gives: [
      [
        'moulds',
        'offer',
        {
          kind: 'subcontracting',
          title: 'Découpe électroérosion à fil, heures libres',
          text: 'Le soir et le samedi.',
          quantity: some(20, 'HUR'),
          price: fixed(350_000, 'HUR'),
          process: 'électroérosion à fil',
        },
      ],
      ['moulds', 'need', { kind: 'input', title: 'Plaquettes CNMG 120408 acier', text: 'Boîtes de 10.', quantity: some(25, 'XBX') }],
      [
        'cutting',
        'offer',
        {
          kind: 'input',
          title: 'Plaquettes CNMG 120408 acier, fin de série',
          text: 'Boîtes scellées.',
          quantity: some(25, 'XBX'),
          price: fixed(280_000, 'XBX'),
        },
      ],
      [
        'cutting',
        'need',
        {
          kind: 'subcontracting',
          title: 'Découpe électroérosion à fil de gabarits',
          text: 'Acier trempé, 20 mm.',
          quantity: some(20, 'HUR'),
          process: 'électroérosion à fil',
        },
      ],
    ],
    accept: [['cutting', 'Les boîtes sont prêtes.']],
    decline: [['moulds', 'La machine est prise jusqu’à la fin du mois.']],
  },
];
