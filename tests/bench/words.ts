/** The vocabulary of the benchmark's listings: what workshops of many trades write, in three languages. */
import type { Locale } from '../../schema/ids.ts';
import type { Kind } from '../../schema/listing.ts';

/**
 * `titles` and `sentences` are patterns: `{good}`, `{material}`, `{finish}`, `{colour}`, `{place}`, `{family}`, `{machine}`, `{process}`,
 * `{trade}`, `{subject}`, `{channel}`, `{maker}` take a word of the list; `{code}`, `{size}` and `{days}` are made. Words that stand early in a list are common.
 */
export interface Vocabulary {
  goods: string[];
  materials: string[];
  finishes: string[];
  colours: string[];
  places: string[];
  families: string[];
  machines: string[];
  processes: string[];
  trades: string[];
  subjects: string[];
  channels: string[];
  makers: string[];
  firms: string[];
  titles: Record<Kind, string[]>;
  sentences: string[];
  /** Words that stand in a good part of all listings. */
  common: string[];
}

const list = (text: string) => text.split('·').map((word) => word.trim());

const makers = list(
  'Ferrano · Lindqvist · Korvath · Belmari · Tessaro · Hanzel · Ostrava · Mecalor · Durand · Altona · Sirio · Brunelli · Kaspar · Novara · Pellerin · Rotex · Zermatt · Volpi · Gantner · Imbra · Calder · Morley · Sundsvall · Tavoli',
);

export const vocabularies: Record<Locale, Vocabulary> = {
  ar: {
    goods: list(
      'جلد · نعل · خشب · رخام · حجر · قماش · غرا · علب · كراتين · شنط · أحذية · كراسي · ترابيزات · أبواب · سجاد · كليم · خيط · سوست · أبازيم · كعوب · فرش · حشو · إسفنج · زجاج · مرايا · مسامير · مفصلات · مقابض · أنتريهات · سراير · دواليب · بلاط · قرميد · أحواض · تمر · عجوة · دبس · زيت · صابون · شمع · فخار · نحاسيات · فضيات · مطرزات · براميل · تروس · محاور · بلي · سيور · صواميل · قوالب · إسطمبات · لوحات · كابلات · محولات · أكياس · ملصقات · صواني · سلال · حبال',
    ),
    materials: list(
      'بقري · زان · طبيعي · جاموسي · صاج · ماعز · سويد · كونتر · قطن · صوف · حديد · ألومنيوم · نحاس · موسكي · أرو · جوز · ضاني · بولي · لاتكس · مطاط · كتان · حرير · جوت · ستانلس · صلب · زهر · برونز · جرانيت · جيري · قدسي · خليلي · ألباستر · بازلت · كريستال · أكريليك · ميلامين · فورميكا · فلين · خيزران · ليف',
    ),
    finishes: list(
      'خام · مصقول · مطفي · لميع · محبب · مدبوغ · مشقوق · معالج · مجلفن · مطلي · محفور · مطعّم · مكشوط · مفروز · مبخّر · مجفف · مغسول · منقوش · مضغوط · مقوّى · مبطّن · مخرّم · مزخرف · معتّق · مسنفر · مدهون · مفرّغ · مبروش · مقصوص · مخيّط',
    ),
    colours: list(
      'أسود · بني · أبيض · بيج · هافان · رمادي · كحلي · أحمر · أخضر · عسلي · كريمي · نبيتي · زيتي · فيروزي · ذهبي · فضي · برتقالي · موف · وردي · كموني',
    ),
    places: list(
      'القاهرة · دمياط · الخليل · بدر · الروبيكي · نابلس · سلفيت · غزة · القدس · الجزائر · وهران · سطيف · قسنطينة · أخميم · فوه · المحلة · العاشر · الإسكندرية · بورسعيد · المنيا · أسيوط · سوهاج · الفيوم · طنطا · المنصورة · السويس · برجعين · يطا · دورا · حلحول · بديا · جنين · طولكرم · رفح · خانيونس · البليدة · عنابة · بجاية · تلمسان · مستغانم · باتنة · غرداية · بسكرة · الجلفة · المدية · تيزي',
    ),
    families: list(
      'الطوخي · الشرقاوي · عبدالعال · البكري · الزعتري · التميمي · النتشة · أبوسنينة · القواسمي · الجعبري · السيوفي · الدمياطي · البدراوي · العطار · الحلواني · النجار · الحداد · الصباغ · الدباغ · الرفاعي · الهواري · بنعيسى · بوزيد · حمداني · مزياني · بلقاسم · زروقي · شريف · خليفة · سالم · عوض · جابر · شاهين · عمرو · دويك · ادعيس · الأطرش · سلهب · مرقة · الهيموني · زاهدة · غيث · شبانة · المحتسب · إسكافي · الكركي · أبوميزر · ناصرالدين · مسودة · كاتبة',
    ),
    machines: list(
      'مخرطة · فريزة · مكبس · منشار · برميل · مكنة خياطة · مكنة كشط · رابوه · تخانة · ليزر · راوتر · مثقاب · كمبروسر · فرن · غلاية · نول · مكنة تطريز · مكنة حقن · رافعة · مقص',
    ),
    processes: list(
      'خراطة · تفريز · قص · لحام · دباغة · خياطة · حفر · نجارة · تنجيد · دهان · صقل · طباعة · تطريز · كبس · جلفنة · تقطيع ليزر · سباكة · نسيج · تغليف · تجفيف · تبخير · نشر · تركيب · تشطيب',
    ),
    trades: list(
      'خرّاط · نجّار · دبّاغ · خيّاط · منجّد · لحّام · نقّاش · سائق · مشغّل · فنّي · محاسب · مصمّم · كهربائي · ميكانيكي · مشرف · عامل · صنايعي · متدرّب · استورجي · أويمجي',
    ),
    subjects: list(
      'الجودة · التصدير · السلامة · التسعير · المعايرة · الصيانة · التصميم · الرسم · المحاسبة · التسويق · الصباغة · اللحام · البرمجة · التخزين · الطاقة · المياه · المواصفات · الاختبارات · الأيزو · الباترون',
    ),
    channels: list(
      'معرض · جناح · متجر · كتالوج · وكيل · موزع · مندوب · بازار · شحنة مشتركة · صالة عرض · تصوير · سوق أسبوعي · منصة · بعثة تجارية · مزاد',
    ),
    makers,
    firms: list('مدبغة · ورشة · مصنع · معرض · مخرطة · محل · شركة · مؤسسة · منجرة · منشار · مشغل · مركز'),
    titles: {
      input: [
        '{good} {material} {finish} {colour}',
        '{good} {material} {colour} {size}',
        '{good} {material} {finish} من {place}',
        '{material} {finish} لزوم {good}',
        '{good} {material} موديل {code}',
      ],
      subcontracting: ['{process} {good} {material}', '{process} {finish} على {machine} {maker}', 'تشغيل {process} {good} عند {family}'],
      technology: ['{machine} {maker} {code}', '{machine} {maker} مستعملة من {place}', 'صيانة {machine} {maker} {code}'],
      marketing: ['{channel} {good} في {place}', '{channel} {place} لعرض {good} {material}'],
      labour: ['{trade} {process} في {place}', '{trade} شاطر في {good} {material}'],
      knowledge: ['تدريب {subject} لورش {good}', 'استشارة {subject} في {process} مع {maker}'],
    },
    sentences: [
      'متاح للتسليم خلال {days} يوم في {place}.',
      'البضاعة موجودة في المخزن ويمكن معاينتها قبل الدفع.',
      'الكمية {finish} و{colour}، والفرز قدام الزبون.',
      'شغل {family} معروف من زمان في {process}.',
      'مناسب لورش {good} ومصانع {good} {material}.',
      'السعر للجملة وفيه خصم على الكميات الكبيرة.',
      'التوصيل على المشتري أو بالاتفاق مع {family}.',
      'نشتغل على {machine} {maker} بدقة عالية.',
      'نقبل عيّنة {code} قبل الطلب.',
      'الدفع نصف مقدم والباقي عند الاستلام في {place}.',
    ],
    common: ['متاح', 'التسليم', 'السعر', 'المخزن', 'الكميات', 'الدفع', 'جلد', 'خشب', 'بقري', 'خام'],
  },
  fr: {
    goods: list(
      'cuir · semelles · bois · marbre · pierre · tissu · colle · boîtes · cartons · sacs · chaussures · chaises · tables · portes · tapis · kilims · fil · fermetures · boucles · talons · mousse · verre · miroirs · vis · charnières · poignées · canapés · lits · armoires · carreaux · tuiles · éviers · dattes · huile · savon · bougies · poteries · engrenages · arbres · roulements · courroies · écrous · moules · matrices · panneaux · câbles · sachets · étiquettes · plateaux · cordes',
    ),
    materials: list(
      'bovin · hêtre · acier · coton · laine · aluminium · laiton · chêne · noyer · caprin · caoutchouc · lin · soie · jute · inox · fonte · bronze · granit · calcaire · albâtre · basalte · cristal · acrylique · mélaminé · liège · bambou · cèdre · pin · polyester · latex',
    ),
    finishes: list(
      'brut · poli · mat · brillant · grainé · tanné · refendu · traité · galvanisé · laqué · gravé · marqueté · raboté · étuvé · séché · lavé · imprimé · pressé · renforcé · doublé · perforé · patiné · poncé · verni · brossé',
    ),
    colours: list(
      'noir · brun · blanc · beige · havane · gris · marine · rouge · vert · miel · crème · bordeaux · olive · turquoise · doré · argenté · orange · mauve · rose · cumin',
    ),
    places: list(
      'Alger · Oran · Sétif · Constantine · Blida · Annaba · Béjaïa · Tlemcen · Mostaganem · Batna · Ghardaïa · Biskra · Djelfa · Médéa · Boumerdès · Rouiba · Skikda · Jijel · Tébessa · Chlef · Relizane · Mascara · Saïda · Tiaret · Bouira · Mila · Guelma · Khenchela · Naâma · Adrar',
    ),
    families: list(
      'Benaïssa · Bouzid · Hamdani · Meziani · Belkacem · Zerrouki · Cherif · Khelifa · Saadi · Mansouri · Bensalem · Haddad · Brahimi · Toumi · Larbi · Ferhat · Ouali · Djaballah · Kaci · Amrani · Boudiaf · Slimani · Rahmani · Yahiaoui · Guerfi · Medjdoub · Lounis · Hadjadj · Ziani · Chaouche',
    ),
    machines: list(
      'tour · fraiseuse · presse · scie · foulon · piqueuse · dérayeuse · raboteuse · laser · défonceuse · perceuse · compresseur · four · chaudière · métier · brodeuse · injecteuse · pont roulant · cisaille · rectifieuse',
    ),
    processes: list(
      'tournage · fraisage · découpe · soudure · tannage · couture · gravure · menuiserie · garnissage · peinture · polissage · impression · broderie · emboutissage · galvanisation · fonderie · tissage · emballage · séchage · sciage · assemblage · rectification',
    ),
    trades: list(
      'tourneur · menuisier · tanneur · couturier · tapissier · soudeur · peintre · chauffeur · opérateur · technicien · comptable · dessinateur · électricien · mécanicien · chef d’équipe · manœuvre · apprenti · magasinier',
    ),
    subjects: list(
      'qualité · exportation · sécurité · chiffrage · étalonnage · maintenance · conception · dessin · comptabilité · marketing · teinture · soudage · programmation · stockage · énergie · eau · normes · essais · métrologie',
    ),
    channels: list(
      'salon · stand · boutique · catalogue · agent · distributeur · représentant · foire · conteneur groupé · salle d’exposition · photographie · marché hebdomadaire · plateforme · mission commerciale',
    ),
    makers,
    firms: list('Atelier · Tannerie · Menuiserie · Mécanique · Établissements · Société · Fonderie · Comptoir'),
    titles: {
      input: [
        '{good} {material} {finish} {colour}',
        '{good} {material} {colour} {size}',
        '{good} {material} {finish} de {place}',
        '{material} {finish} pour {good}',
        '{good} {material} modèle {code}',
      ],
      subcontracting: ['{process} de {good} {material}', '{process} {finish} sur {machine} {maker}', '{process} {good} chez {family}'],
      technology: ['{machine} {maker} {code}', '{machine} {maker} d’occasion à {place}', 'entretien de {machine} {maker} {code}'],
      marketing: ['{channel} {good} à {place}', '{channel} de {place} pour {good} {material}'],
      labour: ['{trade} en {process} à {place}', '{trade} habitué aux {good} {material}'],
      knowledge: ['formation {subject} pour ateliers de {good}', 'conseil {subject} en {process} avec {maker}'],
    },
    sentences: [
      'Disponible sous {days} jours à {place}, livraison possible.',
      'La marchandise est en stock et se voit avant paiement.',
      'Quantité {finish}, {colour}, triée devant le client.',
      'Le travail de la maison {family} est connu en {process}.',
      'Convient aux fabricants de {good} et de {good} {material}.',
      'Prix de gros, remise sur les grandes quantités.',
      'Transport à la charge de l’acheteur ou avec {family}.',
      'Nous travaillons sur {machine} {maker} avec précision.',
      'Échantillon {code} avant commande.',
      'Paiement par moitié, le reste à la réception à {place}.',
    ],
    common: ['livraison', 'stock', 'prix', 'quantités', 'disponible', 'paiement', 'cuir', 'bois'],
  },
  en: {
    goods: list(
      'leather · soles · timber · marble · stone · fabric · glue · boxes · cartons · bags · shoes · chairs · tables · doors · carpets · kilims · thread · zips · buckles · heels · foam · glass · mirrors · screws · hinges · handles · sofas · beds · wardrobes · tiles · basins · dates · syrup · oil · soap · candles · pottery · gears · shafts · bearings · belts · nuts · moulds · dies · panels · cables · pouches · labels · trays · ropes',
    ),
    materials: list(
      'cow · beech · steel · cotton · wool · aluminium · brass · oak · walnut · goat · rubber · linen · silk · jute · stainless · iron · bronze · granite · limestone · alabaster · basalt · crystal · acrylic · melamine · cork · bamboo · cedar · pine · polyester · latex',
    ),
    finishes: list(
      'raw · polished · matt · glossy · grained · tanned · split · treated · galvanised · lacquered · engraved · inlaid · planed · steamed · dried · washed · printed · pressed · reinforced · lined · perforated · antiqued · sanded · varnished · brushed',
    ),
    colours: list(
      'black · brown · white · beige · tan · grey · navy · red · green · honey · cream · burgundy · olive · turquoise · golden · silver · orange · mauve · pink · cumin',
    ),
    places: list(
      'Cairo · Damietta · Hebron · Badr · Robbiki · Nablus · Salfit · Gaza · Jerusalem · Bethlehem · Akhmim · Fowa · Mahalla · Alexandria · Suez · Minya · Assiut · Fayoum · Tanta · Mansoura · Halhul · Dura · Yatta · Jenin · Tulkarm · Sohag · Qena · Luxor · Aswan · Ismailia',
    ),
    families: list(
      'Toukhy · Sharkawy · Bakry · Zaatari · Tamimi · Natsheh · Qawasmi · Jaabari · Siyoufi · Badrawy · Attar · Halawany · Naggar · Refaie · Hawary · Salem · Awad · Gaber · Shahin · Amro · Dweik · Salhab · Marqa · Ghaith · Shabana · Muhtaseb · Karaki · Musa · Hanna · Giacaman',
    ),
    machines: list(
      'lathe · mill · press · saw · drum · stitcher · shaver · planer · laser · router · drill · compressor · kiln · boiler · loom · embroiderer · injector · crane · shear · grinder',
    ),
    processes: list(
      'turning · milling · cutting · welding · tanning · stitching · engraving · joinery · upholstery · painting · polishing · printing · embroidery · stamping · galvanising · casting · weaving · packing · drying · sawing · assembly · grinding',
    ),
    trades: list(
      'turner · joiner · tanner · tailor · upholsterer · welder · painter · driver · operator · technician · accountant · designer · electrician · mechanic · foreman · labourer · apprentice · storekeeper',
    ),
    subjects: list(
      'quality · export · safety · costing · calibration · maintenance · design · drawing · bookkeeping · marketing · dyeing · programming · storage · energy · water · standards · testing · metrology',
    ),
    channels: list(
      'fair · stand · shop · catalogue · agent · distributor · bazaar · shared container · showroom · photography · weekly market · platform · trade mission · auction',
    ),
    makers,
    firms: list('Workshop · Tannery · Furniture · Marble · Metals · Trading · Works · Stone'),
    titles: {
      input: [
        '{material} {good} {finish} {colour}',
        '{material} {good} {colour} {size}',
        '{finish} {material} {good} from {place}',
        '{finish} {material} for {good}',
        '{material} {good} model {code}',
      ],
      subcontracting: ['{process} of {material} {good}', '{finish} {process} on {maker} {machine}', '{process} {good} at {family}'],
      technology: ['{machine} {maker} {code}', 'used {maker} {machine} in {place}', 'service for {maker} {machine} {code}'],
      marketing: ['{channel} for {good} in {place}', '{place} {channel} for {material} {good}'],
      labour: ['{trade} for {process} in {place}', '{trade} used to {material} {good}'],
      knowledge: ['{subject} training for {good} workshops', '{subject} advice on {process} with {maker}'],
    },
    sentences: [
      'Available within {days} days in {place}, delivery possible.',
      'The goods are in stock and can be seen before payment.',
      'Quantity {finish}, {colour}, sorted in front of the customer.',
      'The work of {family} is known in {process}.',
      'Fits makers of {good} and of {material} {good}.',
      'Wholesale price, discount on large quantities.',
      'Transport by the buyer or with {family}.',
      'We run a {maker} {machine} with close tolerances.',
      'Sample {code} before the order.',
      'Half in advance, the rest on receipt in {place}.',
    ],
    common: ['delivery', 'stock', 'price', 'quantities', 'available', 'payment', 'leather', 'timber'],
  },
};
