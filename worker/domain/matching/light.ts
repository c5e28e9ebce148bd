/** Words of doing and having that say nothing of what is done: the thing is what follows them. */
import { fold } from '../../search/fold.ts';

const words = `
تشغيل تجهيز تصنيع عمل تنفيذ توريد انتاج إنتاج صناعة صنع تركيب توفير خدمة خدمات شغل أشغال اعمال أعمال كمية كميات انواع أنواع نوع مقاس
مقاسات موديل موديلات مصنع مصانع معمل ورشة ورش محل شركة مكتب مؤسسة فريق مجموعة طقم قطعة قطع حبة جوز أجواز زوج متر كيلو طن لوح ألواح يوم
شهر سنة عينة لون ألوان تقرير داخل خارج قرب تحت فوق لحد لغاية إنشاء انشاء قطعه غير آلاف الاف ألف الف مية ميه مليون نص ربع تلت دستة طاقة
وقت خط خطوط الواح توب أتواب رول رولات
fabrication production réalisation prestation prestations service services travaux atelier ateliers usine entreprise société recherche
lot lots paire paires pièce pièces mise toutes tout type types taille tailles pointure pointures couleur couleurs mètre mètres modèle
modèles par mois jour jours making manufacture manufacturing supply work works workshop factory company team set sets pair pairs piece
pieces batch all kinds kind sizes size colour colours color colors model models month day days metre metres inside outside near around
above under over within up out off report reports rapport rapports création creation créer dozen dozens douzaine hundred thousand
thousands mille cent capacity time capacité temps line lines ligne lignes planche planches panneau panneaux plaque plaques rouleau
rouleaux bobine board boards plank planks sheet sheets roll rolls panel panels new small large big good quality installation installations installing install installer installée pose poser posé slab slabs
`;
const light = new Set(words.split(/\s+/).filter(Boolean).map(fold));

export const isLight = (folded: string): boolean => light.has(folded);
