/** Everyday words in three languages that mean the same: too wide for a search, but beside others they say what is asked for. */
import { fold } from '../../search/fold.ts';
import { type Lexicon, meaningOfWord } from '../../search/lexicon.ts';
import { rememberingFor } from '../../search/memory.ts';
import { stem } from '../../search/stem.ts';

/** Meanings of one everyday word, at most. */
const mostMeanings = 3;

/**
 * A line a meaning. Words that the lexicon knows are never read here, but say what their line means as well; `=` gives a line the meaning
 * of that word alone.
 */
const lines = `
قص تقطيع نشر قصقصة تقصيص découpe coupe débit sciage découper cutting cut sawing
لصق تلزيق لزق collage coller encollage gluing bonding glueing
شد montage lasting
تعبئة تعبية ملء remplissage conditionnement embouteillage remplir filling bottling filler
=transport عربية عربيات سيارة سيارات عربة عربيه voiture voitures véhicule véhicules car cars vehicle vehicles
ايجار إيجار تأجير كراء استئجار اجار للكراء location louer loué loue rent rental hire renting lease
غسيل غسل lavage laver wash washing laundry
تجفيف تنشيف نشفان séchage sécher drying dried
خلط تخليط mélange mélanger mixage mixing blending mix
طحن جرش تكسير broyage moudre mouture concassage crushing milling grinding
فرز تنقية تصنيف tri triage calibrage sorting grading
تخريم ثقب خرم perçage percer perforation trou piercing punching drilling
تني ثني طي pliage plier pli folding fold
كبس pressage presser pressing
تلوين دهان بويه دهن peindre peinture painting paint coating
تصوير صور صورة فوتوغرافيا مصور photo photos photographie photographe shooting photography photographer photoshoot
موقع site sites website
=تدريب تعليم علم شرح enseigner enseignement apprendre lessons lesson teaching teach class
باب بيبان ابواب أبواب porte portes door doors
شباك شبابيك نافذة نوافذ fenêtre fenêtres window windows
غطا غطاء غطيان couvercle couvercles bouchon bouchons lid lids cap caps
عينة عينات échantillon échantillons sample samples
مبرد مبردة تبريد تلاجة ثلاجة frigorifique réfrigéré réfrigérée frigo refrigerated chilled reefer
هدية هدايا كادو cadeau cadeaux gift gifts
شريط شرايط ruban rubans tape tapes ribbon
خرق خرقة خرقات فوط chiffon chiffons rag rags wiper wipers wipes
ماعز معز معزة معيز chèvre chevreau goat goats kid
بقر بقري أبقار vache bovin bovine cow bovine cattle
ضاني ضأن خروف غنم mouton agneau sheep lamb
جاموس جاموسي buffle buffalo
جمل جملي ابل chameau camel
نباتي نباتية végétal végétale végétaux vegetable veg
مساحة مكان مساحات emplacement emplacements espace place space spot plot
شمسي شمسية solaire solaires solar
جودة كواليتي qualité quality
رسم رسمة رسومات dessin dessins dessiner drawing drawings draw sketch
باترون باترونات patron patrons patronage pattern patterns
بودرة بودره مسحوق باودر poudre poudres powder powders
سائل سايل liquide liquides liquid
عمود عواميد أعمدة اعمدة محور axe axes arbre arbres shaft shafts axle axles
جلبة جلب bague bagues douille bushing bushings sleeve
نقش حفر نحت gravure graver sculpture engraving carving carve
هوا هواء air
نار حريق incendie feu fire
شهري شهريا mensuel monthly
شنط شنطة جراب pochette pochettes trousse pouch
كفر غلاف كفرات housse housses cover covers
فاتورة فواتير حسابات facture factures invoice invoices billing
بيع مبيعات vente ventes vendre sales selling sell
بحري مراكب maritime marine sea
سريع سريعة rapide express fast quick
مقاوم مقاومة ضد résistant résistante resistant proof
رطوبة humidité moisture humidity damp
حرارة chaleur heat thermal
يد يدوي main manuel hand
خليج الخليج golfe gulf
عالم دولي international internationale internationaux global
مبتدئ مبتدئين débutant débutants beginner beginners
سيفتي سيفتى أمان امان سلامة sécurité safety protection protective
قاعة قاعات صالة صالات salle salles hall halls room rooms
=كانتين وجبة وجبات غدا غداء فطار اكل أكل repas déjeuner déjeuners meal meals lunch lunches
=برنامج سيستم سيستيم نظام système systèmes system systems
عزل عوازل étanchéité isolation waterproofing insulation insulating
سقف أسقف اسقف سطح أسطح toit toiture toits roof roofs roofing ceiling
`;

/** Meanings by the stem of a word; lines by their number, to learn what the lexicon says of their words. */
const groups = lines
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map((word) => ({ word: fold(word.replace('=', '')), known: word.startsWith('=') })));
const meanings = new Map<string, number[]>();
groups.forEach((words, number) => {
  for (const { word } of words) meanings.set(stem(word), [...new Set([...(meanings.get(stem(word)) ?? []), number])]);
});

/** All words of the table, folded. */
export const everydayWords = (): string[] => groups.flatMap((words) => words.map(({ word }) => word));

/** Codes of the meanings of a word that the lexicon does not know; none for one that nobody here knows. */
export function commonly(forms: string[], lexicon: Lexicon): string[] {
  const found = forms.flatMap(
    (form) => meanings.get(stem(form)) ?? (form.startsWith('و') ? meanings.get(stem(form.slice(1))) : undefined) ?? [],
  );
  return [...new Set(found.flatMap((number) => codesOf(number, lexicon)))];
}

/** A line's own code, unless it takes its meaning from the lexicon, and what the lexicon takes several of its words for. */
const codesOf = (number: number, lexicon: Lexicon): readonly string[] => learned(String(number), lexicon);

const learned = rememberingFor({ most: 1_000 }, (number: string, lexicon: Lexicon): readonly string[] => {
  const words = groups[Number(number)] ?? [];
  const taken = words.some((one) => one.known);
  const concepts = words.filter((one) => !taken || one.known).flatMap(({ word }) => [...new Set(meaningOfWord(word, lexicon))]);
  // one word alone may have another meaning there
  const sure = concepts.filter((one, at) => taken || concepts.indexOf(one) < at);
  const things = sure.filter((one) => !lexicon.concept(one).quality).map((one) => lexicon.concept(one).code);
  return [...new Set([...(taken ? [] : [`w${number}`]), ...things])].slice(0, mostMeanings);
});

/** The concepts of the lexicon that an everyday word stands for. */
export function conceptsOf(form: string, lexicon: Lexicon): number[] {
  return (meanings.get(stem(form)) ?? []).flatMap((number) => {
    const taken = groups[number]?.find((one) => one.known);
    return taken ? meaningOfWord(taken.word, lexicon) : [];
  });
}
