/** Demonstration data: products that firms of the clusters make together, from just described to closed and kept. */
import type { z } from 'zod';
import type { ChainDraft, ChainJoin } from '../schema/chain.ts';
import type { Quantity } from '../schema/quantity.ts';
import type { Client } from '../scripts/client.ts';
import type { SeedCluster } from './shape.ts';

/** A firm that is in the market. */
interface There {
  id: number;
  people: Client[];
  listings: Map<string, number>;
}

/** Opens the chains of a cluster and lets its firms join them, agree, and close them, as they would themselves. */
export async function sendChains(at: string, { opening }: SeedCluster, firms: Map<string, There>): Promise<void> {
  const of = (key: string) => firms.get(key) as There;
  const acting = (key: string) => of(key).people[0] as Client;
  for (const { by, chain, invites = [], joins, asks = [], notes = [], closed } of chains.filter(
    ({ cluster }) => cluster === opening.cluster.slug,
  )) {
    const { id } = await acting(by).post<{ id: number }>(`${at}/chains`, chain);
    const here = `${at}/chains/${id}`;
    const { stages } = await acting(by).get<{ stages: { id: number; name: string }[] }>(here);
    const stageOf = (name: string) => stages.find((stage) => stage.name === name)?.id;
    for (const [stage, firm] of invites) await acting(by).post(`${here}/invitations`, { stage: stageOf(stage), firm: of(firm).id });
    for (const { firm, stage, offer, ...said } of joins) {
      const listing = offer === undefined ? null : of(firm).listings.get(offer);
      await acting(firm).post(`${here}/joins`, { stage: stageOf(stage), listing, ...said });
    }
    for (const stage of asks) await acting(by).post(`${here}/needs`, { stage: stageOf(stage) });
    for (const { stage, firm, waits, ...written } of notes) {
      const note = await acting(by).post<{ id: number }>(`${here}/notes`, { stage: stageOf(stage), firm: of(firm).id, ...written });
      if (!waits) await acting(firm).post(`${here}/notes/${note.id}/answer`, { act: 'confirm' });
    }
    if (closed) await acting(by).post(`${here}/closure`, {});
  }
}

/** Firms by their keys, stages by their names. */
interface SeedChain {
  cluster: string;
  by: string;
  chain: z.input<typeof ChainDraft>;
  invites?: [stage: string, firm: string][];
  /** `offer`: the title of a listing of the firm's; by its word when absent. */
  joins: ({ firm: string; stage: string; offer?: string } & Omit<z.input<typeof ChainJoin>, 'stage' | 'listing'>)[];
  /** Stages that became needs. */
  asks?: string[];
  /** Written by the opener; confirmed by the firm unless it `waits`. */
  notes?: { stage: string; firm: string; quantity: Quantity | null; words: string; waits?: boolean }[];
  closed?: boolean;
}

const units = (n: number, unit: Quantity['unit']): Quantity => ({ amount: Math.round(n * 1000), unit });

const chains: SeedChain[] = [
  {
    cluster: 'robbiki',
    by: 'shoes',
    chain: {
      title: 'جزمة رجالي كلاسيك للتصدير، من الجلد للعلبة',
      text: 'موديلين أكسفورد ودربي، مقاس 40–45، أسود وهافان. أول طلبية لإيطاليا بعد معرض ميلانو.',
      perMonth: units(3000, 'PR'),
      stages: [
        { name: 'جلد بقري بوكس لوش الجزم', kind: 'input', perMonth: units(7500, 'FTK') },
        { name: 'بطانة جلد ماعز', kind: 'input', perMonth: units(6000, 'FTK') },
        { name: 'خياطة وشوش جزم', kind: 'subcontracting' },
        { name: 'نعل TPR رجالي', kind: 'input' },
        { name: 'شد وتقفيل جزم', kind: 'subcontracting' },
        { name: 'علب كرتون للجزم', kind: 'input' },
        { name: 'اختبار شد وتمزق للجلد', kind: 'knowledge', perMonth: units(4, 'E48') },
        { name: 'عرض في معرض ميلانو', kind: 'marketing', perMonth: units(1, 'E48') },
      ],
    },
    invites: [['بطانة جلد ماعز', 'goat']],
    joins: [
      {
        firm: 'toukhy',
        stage: 'جلد بقري بوكس لوش الجزم',
        offer: 'جلد بقري بوكس أسود 1.2–1.4 مم لوش الجزم',
        perMonth: units(6000, 'FTK'),
        words: 'أسود وهافان، التسليم كل أسبوعين',
      },
      { firm: 'soles', stage: 'نعل TPR رجالي', offer: 'نعل TPR كوتشي ورجالي، مقاس 40–45', perMonth: units(3000, 'PR') },
      { firm: 'shoes', stage: 'شد وتقفيل جزم', offer: 'خط شد وتقفيل فاضي وردية تانية', perMonth: units(2400, 'PR') },
    ],
    notes: [
      { stage: 'جلد بقري بوكس لوش الجزم', firm: 'toukhy', quantity: units(3000, 'FTK'), words: 'أول دفعة، فرز أول' },
      { stage: 'نعل TPR رجالي', firm: 'soles', quantity: units(1200, 'PR'), words: 'لون أسود، مقاس 40–45', waits: true },
    ],
  },
  {
    cluster: 'hebron-shoes',
    by: 'factory',
    chain: {
      title: 'كندرة رجالي طبية، صنع الخليل كاملة',
      text: 'من جلدنا لعلبتنا: كندرة طبية فرش جلد، بدنا نثبّت خط ثابت 2000 جوز بالشهر لسوق عمّان.',
      perMonth: units(2000, 'PR'),
      stages: [
        { name: 'جلد بقر بوكس', kind: 'input', perMonth: units(5000, 'FTK') },
        { name: 'بطانة غنم وماعز', kind: 'input', perMonth: units(4200, 'FTK') },
        { name: 'قص الجلد', kind: 'subcontracting' },
        { name: 'دراز وجوه رجالي', kind: 'subcontracting' },
        { name: 'نعل PU طبي', kind: 'input' },
        { name: 'شد ولصق', kind: 'subcontracting' },
        { name: 'علب كرتون للكنادر', kind: 'input' },
        { name: 'معرض عمّان للأحذية', kind: 'marketing', perMonth: units(1, 'E48') },
      ],
    },
    invites: [['معرض عمّان للأحذية', 'export']],
    joins: [
      { firm: 'tannery', stage: 'جلد بقر بوكس', offer: 'جلد بقر بوكس كروم 1.2–1.4 ملم، أسود وبني', perMonth: units(5000, 'FTK') },
      { firm: 'closing', stage: 'دراز وجوه رجالي', offer: 'دراز وجوه رجالي ونسواني، سلخ وثني', perMonth: units(2200, 'PR') },
      { firm: 'soles', stage: 'نعل PU طبي', offer: 'نعل PU رجالي كلاسيك وطبّي، 40–46', words: 'قالب 8 ملم زيادة للفرش الطبي' },
      { firm: 'factory', stage: 'شد ولصق', offer: 'شد ولصق للغير، طاقة فاضية 1200 جوز' },
    ],
    asks: ['قص الجلد', 'علب كرتون للكنادر'],
    notes: [
      { stage: 'دراز وجوه رجالي', firm: 'closing', quantity: units(2000, 'PR'), words: 'كل شهر، تسليم كل سبت' },
      { stage: 'نعل PU طبي', firm: 'soles', quantity: units(2000, 'PR'), words: 'أسود وبني' },
    ],
  },
  {
    cluster: 'damietta-furniture',
    by: 'bedrooms',
    chain: {
      title: 'أوضة نوم زان محفورة أويما',
      text: 'دولاب وسرير وتسريحة وكومودينو، أويما على الراس والتسريحة، دهان بوليستر.',
      perMonth: units(12, 'SET'),
      stages: [
        { name: 'خشب زان', kind: 'input', perMonth: units(14, 'MTQ') },
        { name: 'تجفيف خشب', kind: 'subcontracting', perMonth: units(14, 'MTQ') },
        { name: 'كبس قشرة', kind: 'subcontracting', perMonth: units(600, 'MTK') },
        { name: 'أويما على الخشب', kind: 'subcontracting' },
        { name: 'دهان أوضة نوم', kind: 'subcontracting' },
        { name: 'مكان في كونتينر على جدة', kind: 'marketing' },
      ],
    },
    joins: [
      { firm: 'timber', stage: 'خشب زان', offer: 'زان روماني مبخّر 5 سم، فرز أ وب', perMonth: units(14, 'MTQ') },
      { firm: 'bedrooms', stage: 'كبس قشرة', offer: 'كبس قشرة ولصق حرف بالمتر' },
      { firm: 'carving', stage: 'أويما على الخشب', perMonth: units(8, 'SET'), words: 'السرير والتسريحة يدوي، الباقي CNC' },
      { firm: 'polish', stage: 'دهان أوضة نوم', offer: 'دهان أوضة نوم كاملة بولي يوريثان' },
    ],
    notes: [{ stage: 'أويما على الخشب', firm: 'carving', quantity: units(8, 'SET'), words: 'راس سرير وتسريحة لويس' }],
  },
  {
    cluster: 'dz-mechanics',
    by: 'agri',
    chain: {
      title: 'Arbre de transmission pour moissonneuse',
      text: 'Pièce de rechange aujourd’hui importée : Ø 60, 42CrMo4 trempé, rectifié à 5 microns.',
      perMonth: units(120, 'H87'),
      stages: [
        { name: 'Modèle 3D CAO à partir d’une pièce', kind: 'technology' },
        { name: 'Ronds 42CrMo4', kind: 'input', perMonth: units(2.4, 'TNE') },
        { name: 'Tournage CNC', kind: 'subcontracting', perMonth: units(90, 'HUR') },
        { name: 'Trempe et revenu', kind: 'subcontracting', perMonth: units(2.2, 'TNE') },
        { name: 'Rectification cylindrique', kind: 'subcontracting', perMonth: units(180, 'HUR') },
        { name: 'Contrôle 3D avec rapport', kind: 'knowledge', perMonth: units(20, 'HUR') },
      ],
    },
    invites: [['Rectification cylindrique', 'rectif']],
    joins: [
      { firm: 'steel', stage: 'Ronds 42CrMo4', offer: 'C45, 42CrMo4 et 100Cr6 en ronds, coupe à longueur', perMonth: units(2.4, 'TNE') },
      { firm: 'hodna', stage: 'Tournage CNC', offer: 'تورناج CNC حتى Ø 250، بار 52 ملم', perMonth: units(100, 'HUR') },
      { firm: 'heat', stage: 'Trempe et revenu', offer: 'Trempe sous vide et revenu, rapport de dureté' },
    ],
    notes: [{ stage: 'Ronds 42CrMo4', firm: 'steel', quantity: units(2.4, 'TNE'), words: 'coupés à 620 mm, certificat 3.1' }],
  },
  {
    cluster: 'stone',
    by: 'export',
    chain: {
      title: 'بلاط كريمي 60×60 لمشروع العقبة',
      text: 'طلبية فندق بالعقبة، خلصت وتسلّمت. خلّينا السلسلة للمرّة الجاي.',
      perMonth: units(1500, 'MTK'),
      stages: [
        { name: 'بلوكات حجر كريمي', kind: 'input', perMonth: units(60, 'MTQ') },
        { name: 'نقل بلوك بالتريلا', kind: 'subcontracting', perMonth: units(8, 'E48') },
        { name: 'نشر بلوكات', kind: 'subcontracting' },
        { name: 'فحص امتصاص وكثافة الحجر', kind: 'knowledge' },
        { name: 'تجميع مشاطيح بكونتينر', kind: 'marketing', perMonth: units(30, 'XPX') },
      ],
    },
    joins: [
      { firm: 'quarry', stage: 'بلوكات حجر كريمي', offer: 'بلوكات حجر أبيض كريمي بيت فجار', perMonth: units(60, 'MTQ') },
      { firm: 'haul', stage: 'نقل بلوك بالتريلا', offer: 'نقل بلوك بالتريلا مع ونش، بيت فجار – سعير', perMonth: units(8, 'E48') },
      { firm: 'saw', stage: 'نشر بلوكات', offer: 'نشر بلوكات للغير على الجانجسو', perMonth: units(1500, 'MTK') },
      { firm: 'lab', stage: 'فحص امتصاص وكثافة الحجر', offer: 'فحص امتصاص وكثافة وكسر لحجر البناء' },
      { firm: 'export', stage: 'تجميع مشاطيح بكونتينر', offer: 'تجميع مشاطيح بكونتينر واحد للأردن والعقبة' },
    ],
    notes: [
      { stage: 'بلوكات حجر كريمي', firm: 'quarry', quantity: units(58, 'MTQ'), words: 'فرز أول بدون عروق' },
      { stage: 'نشر بلوكات', firm: 'saw', quantity: units(1450, 'MTK'), words: 'سماكة 2 سم، جلي لمّاع' },
      { stage: 'نقل بلوك بالتريلا', firm: 'haul', quantity: units(7, 'E48'), words: 'من بيت فجار للمنشار' },
    ],
    closed: true,
  },
  {
    cluster: 'gaza-dates',
    by: 'trade',
    chain: {
      title: 'علبة عجوة فاخرة للعيد',
      text: 'عجوة حياني محشية لوز بسلّة سعف، لمحلات رام الله قبل العيد.',
      perMonth: units(1200, 'KGM'),
      stages: [
        { name: 'تمر حياني', kind: 'input', perMonth: units(1500, 'KGM') },
        { name: 'تفريغ نوى وفرم تمر', kind: 'subcontracting', perMonth: units(1500, 'KGM') },
        { name: 'تعبئة وحشو تمر', kind: 'subcontracting' },
        { name: 'سلال سعف للتغليف', kind: 'input', perMonth: units(1200, 'H87') },
        { name: 'فحص تمر وعجوة', kind: 'knowledge', perMonth: units(4, 'H87') },
        { name: 'توصيل مبرّد لرام الله', kind: 'subcontracting' },
      ],
    },
    joins: [
      { firm: 'grove', stage: 'تمر حياني', offer: 'تمر حياني أحمر قطفة الموسم، فرز أول', perMonth: units(1500, 'KGM') },
      { firm: 'coop', stage: 'تعبئة وحشو تمر', offer: 'تعبئة وحشو تمر يدوي بالكيلو', perMonth: units(900, 'KGM') },
      { firm: 'frond', stage: 'سلال سعف للتغليف', offer: 'سلال سعف للتغليف، مقاس نص كيلو وكيلو' },
    ],
    notes: [{ stage: 'تعبئة وحشو تمر', firm: 'coop', quantity: units(900, 'KGM'), words: 'حشو لوز، علب نص كيلو', waits: true }],
  },
  {
    cluster: 'damietta-furniture',
    by: 'chairs',
    chain: {
      title: 'كراسي سفرة زان لمطعم في المنصورة',
      text: '120 كرسي، اتسلّموا واتدفعوا.',
      perMonth: units(120, 'H87'),
      stages: [
        { name: 'زان مبخّر', kind: 'input', perMonth: units(4, 'MTQ') },
        { name: 'هياكل كراسي', kind: 'subcontracting' },
        { name: 'تنجيد كراسي سفرة', kind: 'subcontracting' },
      ],
    },
    joins: [
      { firm: 'timber', stage: 'زان مبخّر', perMonth: units(4, 'MTQ'), words: '' },
      { firm: 'chairs', stage: 'هياكل كراسي', perMonth: units(150, 'H87'), words: '' },
      { firm: 'upholstery', stage: 'تنجيد كراسي سفرة', perMonth: units(120, 'H87'), words: 'القماش من عند الزبون' },
    ],
    notes: [
      { stage: 'زان مبخّر', firm: 'timber', quantity: units(4, 'MTQ'), words: 'فرز أول' },
      { stage: 'تنجيد كراسي سفرة', firm: 'upholstery', quantity: units(120, 'H87'), words: 'قطيفة زيتي' },
    ],
    closed: true,
  },
  {
    cluster: 'hebron-shoes',
    by: 'boots',
    chain: {
      title: 'بسطار سلامة S3 بنعل محلي',
      text: 'النعل اليوم مستورد. بدنا نعمل البسطار كله هون.',
      perMonth: units(900, 'PR'),
      stages: [
        { name: 'سبليت بقر مقاوم مي', kind: 'input', perMonth: units(3200, 'FTK') },
        { name: 'دراز وجوه بساطير', kind: 'subcontracting' },
        { name: 'نعل PU مزدوج الكثافة', kind: 'input' },
        { name: 'فحص S3', kind: 'knowledge', perMonth: units(2, 'E48') },
      ],
    },
    invites: [['نعل PU مزدوج الكثافة', 'soles']],
    joins: [{ firm: 'closing', stage: 'دراز وجوه بساطير', perMonth: units(600, 'PR'), words: 'من أول الشهر' }],
    asks: ['سبليت بقر مقاوم مي'],
  },
];
