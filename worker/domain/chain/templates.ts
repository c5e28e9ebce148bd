/** Products whose stages are known: what a new chain can begin with. */
import type { ChainTemplate } from '../../../schema/chain.ts';
import type { Sector } from '../../../schema/cluster.ts';
import type { Kind } from '../../../schema/listing.ts';
import type { Unit } from '../../../schema/quantity.ts';

type Words = [ar: string, fr: string, en: string];
type Stage = [kind: Kind, ...names: Words];

const template = (slug: string, sectors: Sector[], unit: Unit, title: Words, stages: Stage[]): ChainTemplate => ({
  slug,
  sectors,
  unit,
  title: names(title),
  stages: stages.map(([kind, ...words]) => ({ kind, name: names(words) })),
});
const names = ([ar, fr, en]: Words) => ({ ar, fr, en });

export const templates: ChainTemplate[] = [
  template(
    'leather-shoes',
    ['footwear', 'leather'],
    'PR',
    ['حذاء جلد رجالي', 'Chaussures en cuir pour homme', 'Men’s leather shoes'],
    [
      ['input', 'جلد خام مملّح', 'Peaux brutes salées', 'Salted raw hides'],
      ['subcontracting', 'دباغة كروم', 'Tannage au chrome', 'Chrome tanning'],
      ['input', 'بطانة أحذية', 'Doublure de chaussures', 'Shoe lining'],
      ['subcontracting', 'قص الجلد', 'Coupe du cuir', 'Leather cutting'],
      ['subcontracting', 'خياطة وجوه الأحذية', 'Piqûre des tiges', 'Stitching of uppers'],
      ['input', 'نعال أحذية', 'Semelles de chaussures', 'Shoe soles'],
      ['subcontracting', 'شد وتركيب النعل', 'Montage et pose de la semelle', 'Lasting and sole fixing'],
      ['input', 'علب أحذية كرتون', 'Boîtes à chaussures en carton', 'Cardboard shoe boxes'],
      ['marketing', 'معرض أو منفذ بيع أحذية', 'Salon ou point de vente de chaussures', 'Shoe shop or fair'],
    ],
  ),
  template(
    'leather-bag',
    ['leather', 'footwear'],
    'H87',
    ['شنطة جلد', 'Sac en cuir', 'Leather bag'],
    [
      ['input', 'جلد مدبوغ للشنط', 'Cuir tanné pour sacs', 'Tanned leather for bags'],
      ['knowledge', 'تصميم شنط وباترون', 'Dessin et patronage de sacs', 'Bag design and patterns'],
      ['subcontracting', 'قص الجلد', 'Coupe du cuir', 'Leather cutting'],
      ['subcontracting', 'خياطة شنط جلد', 'Couture de sacs en cuir', 'Stitching of leather bags'],
      ['input', 'سوست وإكسسوار معدن', 'Fermetures et accessoires en métal', 'Zips and metal fittings'],
      ['marketing', 'تصدير وبيع منتجات جلدية', 'Vente et export de maroquinerie', 'Sale and export of leather goods'],
    ],
  ),
  template(
    'carved-bedroom',
    ['furniture'],
    'SET',
    ['غرفة نوم خشب محفور', 'Chambre à coucher en bois sculpté', 'Carved wooden bedroom'],
    [
      ['input', 'خشب زان', 'Bois de hêtre', 'Beech wood'],
      ['subcontracting', 'تجفيف الخشب', 'Séchage du bois', 'Wood drying'],
      ['subcontracting', 'نشر وتقطيع الخشب', 'Sciage et débit du bois', 'Sawing and cutting of wood'],
      ['subcontracting', 'حفر على الخشب', 'Sculpture sur bois', 'Wood carving'],
      ['subcontracting', 'تجميع أثاث', 'Montage de meubles', 'Furniture assembly'],
      ['subcontracting', 'دهان ولمّع الأثاث', 'Vernissage et peinture de meubles', 'Furniture varnishing and painting'],
      ['subcontracting', 'تنجيد', 'Tapisserie', 'Upholstery'],
      ['marketing', 'معرض أثاث', 'Salle d’exposition de meubles', 'Furniture showroom'],
    ],
  ),
  template(
    'knotted-carpet',
    ['carpets', 'textiles'],
    'MTK',
    ['سجادة معقودة يدويًا', 'Tapis noué main', 'Hand-knotted carpet'],
    [
      ['input', 'صوف غنم', 'Laine de mouton', 'Sheep wool'],
      ['subcontracting', 'غزل الصوف', 'Filature de la laine', 'Wool spinning'],
      ['subcontracting', 'صباغة الصوف', 'Teinture de la laine', 'Wool dyeing'],
      ['knowledge', 'تصميم سجاد', 'Dessin de tapis', 'Carpet design'],
      ['labour', 'نساجون لعقد السجاد', 'Tisserandes de tapis noués', 'Weavers of knotted carpets'],
      ['subcontracting', 'غسيل وقص وبر السجاد', 'Lavage et tonte de tapis', 'Carpet washing and shearing'],
      ['marketing', 'معرض أو تصدير سجاد', 'Exposition ou export de tapis', 'Carpet fair or export'],
    ],
  ),
  template(
    'stone-tile',
    ['stone'],
    'MTK',
    ['بلاط حجر كريمي', 'Carreaux de pierre crème', 'Cream stone tiles'],
    [
      ['input', 'بلوكات حجر', 'Blocs de pierre', 'Stone blocks'],
      ['subcontracting', 'نشر بلوكات الحجر', 'Sciage de blocs de pierre', 'Sawing of stone blocks'],
      ['subcontracting', 'تقطيع بلاط حجر', 'Découpe de carreaux de pierre', 'Cutting of stone tiles'],
      ['subcontracting', 'جلي وتلميع الحجر', 'Polissage de la pierre', 'Stone polishing'],
      ['input', 'طبالي خشب وتغليف', 'Palettes en bois et emballage', 'Wooden pallets and packing'],
      ['marketing', 'تصدير حجر ورخام', 'Export de pierre et de marbre', 'Export of stone and marble'],
    ],
  ),
  template(
    'packed-dates',
    ['dates', 'food'],
    'KGM',
    ['تمور معبأة', 'Dattes conditionnées', 'Packed dates'],
    [
      ['input', 'تمور من المزرعة', 'Dattes de la palmeraie', 'Dates from the grove'],
      ['subcontracting', 'فرز وغسيل التمور', 'Tri et lavage de dattes', 'Sorting and washing of dates'],
      ['subcontracting', 'تبريد وتخزين تمور', 'Stockage frigorifique de dattes', 'Cold storage of dates'],
      ['subcontracting', 'تعبئة تمور', 'Conditionnement de dattes', 'Packing of dates'],
      ['input', 'علب وكرتون تغليف', 'Boîtes et cartons d’emballage', 'Boxes and packing cartons'],
      ['knowledge', 'فحص مخبري للأغذية', 'Analyses alimentaires en laboratoire', 'Laboratory tests of food'],
      ['marketing', 'بيع وتصدير تمور', 'Vente et export de dattes', 'Sale and export of dates'],
    ],
  ),
  template(
    'precision-part',
    ['mechanics'],
    'H87',
    ['قطعة ميكانيكية دقيقة', 'Pièce mécanique de précision', 'Precision part'],
    [
      ['knowledge', 'رسم هندسي CAD', 'Dessin technique CAO', 'Technical drawing (CAD)'],
      ['input', 'قضبان فولاذ', 'Barres d’acier', 'Steel bars'],
      ['subcontracting', 'خراطة CNC', 'Tournage CNC', 'CNC turning'],
      ['subcontracting', 'تفريز CNC', 'Fraisage CNC', 'CNC milling'],
      ['subcontracting', 'معالجة حرارية', 'Traitement thermique', 'Heat treatment'],
      ['subcontracting', 'طلاء سطح وكروم', 'Traitement de surface et chromage', 'Surface treatment and chroming'],
      ['knowledge', 'قياس ومراقبة أبعاد', 'Contrôle dimensionnel', 'Dimensional inspection'],
    ],
  ),
  template(
    'food-product',
    ['food'],
    'KGM',
    ['منتج غذائي معبأ', 'Produit alimentaire conditionné', 'Packed food product'],
    [
      ['input', 'خضر وفواكه طازجة', 'Fruits et légumes frais', 'Fresh fruit and vegetables'],
      ['subcontracting', 'فرز وغسيل', 'Tri et lavage', 'Sorting and washing'],
      ['subcontracting', 'تحويل وطبخ', 'Transformation et cuisson', 'Processing and cooking'],
      ['input', 'برطمانات وعبوات زجاج', 'Bocaux et emballages en verre', 'Glass jars'],
      ['subcontracting', 'تعبئة وتغليف أغذية', 'Conditionnement alimentaire', 'Food packing'],
      ['knowledge', 'تحليل مخبري للأغذية', 'Analyses alimentaires en laboratoire', 'Laboratory tests of food'],
      ['subcontracting', 'نقل مبرّد', 'Transport frigorifique', 'Refrigerated transport'],
      ['marketing', 'توزيع مواد غذائية', 'Distribution de produits alimentaires', 'Food distribution'],
    ],
  ),
  template(
    'olive-wood-craft',
    ['crafts', 'furniture'],
    'H87',
    ['تحفة خشب زيتون', 'Objet en bois d’olivier', 'Olive-wood piece'],
    [
      ['input', 'خشب زيتون', 'Bois d’olivier', 'Olive wood'],
      ['subcontracting', 'نشر وتجفيف خشب', 'Sciage et séchage du bois', 'Sawing and drying of wood'],
      ['subcontracting', 'حفر خشب زيتون', 'Sculpture sur bois d’olivier', 'Olive-wood carving'],
      ['subcontracting', 'صنفرة وتلميع', 'Ponçage et finition', 'Sanding and finishing'],
      ['input', 'علب هدايا', 'Boîtes cadeaux', 'Gift boxes'],
      ['marketing', 'بيع تحف وهدايا للسياح', 'Vente d’artisanat aux touristes', 'Sale of crafts to visitors'],
    ],
  ),
  template(
    'web-shop',
    ['digital', 'other'],
    'E48',
    ['متجر على الإنترنت', 'Boutique en ligne', 'Web shop'],
    [
      ['knowledge', 'تصميم واجهات وهوية', 'Design d’interface et identité visuelle', 'Interface and brand design'],
      ['subcontracting', 'برمجة موقع ومتجر إلكتروني', 'Développement de site e-commerce', 'Web shop development'],
      ['subcontracting', 'تصوير منتجات', 'Photographie de produits', 'Product photography'],
      ['technology', 'دفع إلكتروني', 'Paiement en ligne', 'Online payment'],
      ['technology', 'استضافة وخوادم', 'Hébergement et serveurs', 'Hosting and servers'],
      ['marketing', 'تسويق رقمي', 'Marketing digital', 'Digital marketing'],
    ],
  ),
  template(
    'garment',
    ['textiles', 'crafts', 'carpets'],
    'H87',
    ['ثوب مطرّز', 'Robe brodée', 'Embroidered dress'],
    [
      ['input', 'قماش وخيوط', 'Tissu et fils', 'Cloth and threads'],
      ['knowledge', 'تصميم أزياء وباترون', 'Stylisme et patronage', 'Fashion design and patterns'],
      ['subcontracting', 'قص القماش', 'Coupe de tissu', 'Cloth cutting'],
      ['subcontracting', 'تطريز', 'Broderie', 'Embroidery'],
      ['subcontracting', 'خياطة ملابس', 'Confection de vêtements', 'Garment sewing'],
      ['marketing', 'بيع ملابس وتطريز', 'Vente de vêtements et broderies', 'Sale of garments and embroidery'],
    ],
  ),
];

/** Those of a sector first, and all others behind. */
export function templatesFor(sector: Sector): ChainTemplate[] {
  const rank = ({ sectors }: ChainTemplate) => (sectors.includes(sector) ? sectors.indexOf(sector) : mostSectors);
  return templates.toSorted((a, b) => rank(a) - rank(b));
}

const mostSectors = 100;
