/** Words of the calendar: months by three usages of Arabic, weekdays, relative days, and what stands before a deadline. */
import { set, table } from './words.ts';

export const months = table<number>([
  [1, 'يناير, جانفي, كانون الثاني, كانون ثاني, janvier, janv, january, jan'],
  [2, 'فبراير, فيفري, شباط, février, fév, fevrier, february, feb'],
  [3, 'مارس, آذار, اذار, mars, march, mar'],
  [4, 'أبريل, ابريل, إبريل, أفريل, افريل, نيسان, avril, avr, april, apr'],
  [5, 'مايو, ماي, أيار, ايار, mai, may'],
  [6, 'يونيو, يونيه, جوان, حزيران, juin, june, jun'],
  [7, 'يوليو, يوليه, جويلية, تموز, juillet, juil, july, jul'],
  [8, 'أغسطس, اغسطس, أوت, اوت, آب, août, aout, august, aug'],
  [9, 'سبتمبر, أيلول, ايلول, septembre, sept, september, sep'],
  [10, 'أكتوبر, اكتوبر, تشرين الأول, تشرين الاول, تشرين أول, octobre, oct, october'],
  [11, 'نوفمبر, تشرين الثاني, تشرين ثاني, novembre, nov, november'],
  [12, 'ديسمبر, كانون الأول, كانون الاول, كانون أول, décembre, déc, dec, december'],
]);

export const weekdays = table<number>([
  [0, 'الأحد, الحد, dimanche, sunday, sun'],
  [1, 'الاثنين, الإثنين, الاتنين, التنين, lundi, monday, mon'],
  [2, 'الثلاثاء, الثلاثا, التلات, الثلاث, التلاتاء, الثلاتاء, mardi, tuesday, tue'],
  [3, 'الأربعاء, الاربعا, الأربع, الاربعاء, mercredi, wednesday, wed'],
  [4, 'الخميس, jeudi, thursday, thu'],
  [5, 'الجمعة, vendredi, friday, fri'],
  [6, 'السبت, samedi, saturday, sat'],
]);

/** Days from today. */
export const relative = table<number>([
  [0, "اليوم, النهاردة, النهارده, اليومة, aujourd'hui, ce jour, today, tonight, ce soir, الليلة"],
  [1, 'بكرة, بكره, بكرا, بكرى, غدا, غدوة, غدوا, الغد, demain, tomorrow'],
  [
    2,
    'بعد بكرة, بعد بكره, بعد بكرا, بعد غد, بعد غدا, بعد غدوة, عقب غدوة, بعدغدوة, après demain, day after tomorrow, the day after tomorrow',
  ],
]);

/** What a span of time is counted in. */
export const spans = table<{ unit: 'hour' | 'day' | 'week' | 'month' | 'year'; times: number }>([
  [{ unit: 'hour', times: 1 }, 'ساعة, ساعات, heures, h, hours, hrs'],
  [{ unit: 'day', times: 1 }, 'يوم, أيام, ايام, يوما, نهار, jour, jours, j, day, days, working days, jours ouvrables, أيام عمل, ليلة'],
  [{ unit: 'day', times: 2 }, 'يومين, نهارين'],
  [{ unit: 'week', times: 1 }, 'أسبوع, اسبوع, أسابيع, اسابيع, سمانة, سيمانة, جمعة, جمع, semaine, semaines, sem, week, weeks, wk, wks'],
  [{ unit: 'week', times: 2 }, 'أسبوعين, اسبوعين, جمعتين, سمانتين, quinzaine'],
  [{ unit: 'month', times: 1 }, 'شهر, شهور, أشهر, اشهر, شهرا, mois, month, months'],
  [{ unit: 'month', times: 2 }, 'شهرين'],
  [{ unit: 'year', times: 1 }, 'سنة, سنين, سنوات, عام, أعوام, an, ans, année, années, year, years'],
  [{ unit: 'year', times: 2 }, 'سنتين, عامين'],
]);

/** Before a span of time, that it ends in a deadline. */
export const within = set(
  "خلال, في خلال, في ظرف, بظرف, ف ظرف, في غضون, بغضون, في مدة, في مده, بعد, كمان, في, ف, ب, قبل, لحد, مهلة, في أقل من, أقل من, اقل من, في حدود, على مدى, within, in, in under, under, in less than, sous, dans, dans un délai de, dans les, délai de, délai, d'ici, d'ici à, en, en moins de, moins de, avant, après, before, after, livraison sous, livraison dans, livraison en, delivery in, delivery within, تسليم خلال, تسليم في, التسليم خلال, التسليم بعد, تسليم بعد",
);

/** Before a day, that it is the last one. */
export const until = set(
  "قبل, قبل يوم, لحد, لحد يوم, لغاية, لغاية يوم, حتى, حتى يوم, إلى غاية, ليوم, يوم, في, في يوم, ف, على, على يوم, نهار, ل, من قبل, بحلول, موعد, أقصاه, أقصى حد, آخر أجل, في موعد أقصاه, تسليم, التسليم, تسليم يوم, التسليم يوم, avant, avant le, d'ici, d'ici le, d'ici au, d'ici à, jusqu'au, jusqu'à, au plus tard, au plus tard le, pour, pour le, le, livraison, livraison le, livraison avant le, date limite, délai, échéance, before, before the, by, by the, until, till, on, on the, for, for the, due, due by, deadline, no later than, not later than, latest, up to, en, in, ce, this, next",
);

/** Before a day, that something begins then. */
export const since = set(
  'ابتداء من, إبتداء من, بداية من, اعتبارا من, من يوم, من أول, من اول, من بداية, بدءا من, من نهار, متاح من, متوفر من, من شهر, من, منذ, à partir de, à partir du, à compter du, dès, dès le, dès la, depuis, depuis le, starting, starting from, starting on, from, from the, as of, as from, since, beginning, after, après le, après, بعد',
);

/** Before a span of time, that it is how long something lasts or lasted. */
export const lasting = set(
  'لمدة, لمده, مدة, مده, لفترة, فترة, مدتها, مدته, طول, على مدار, خبرة, خبره, ضمان, كفالة, عمره, عمرها, إيجار, ايجار, كراء, pendant, durant, durée, sur, pour, pour une durée de, expérience, garantie, for, during, over, lasting, warranty, experience, every, كل, chaque, tous les, toutes les',
);

export const ends = set(
  'آخر, اخر, آخر شهر, اخر شهر, نهاية, نهايه, قبل نهاية, أواخر, اواخر, fin, fin du mois de, la fin, la fin du, la fin de, fin de, fin du, la fin du mois de, end, the end, end of, the end of, late',
);
export const middles = set('نص, نصف, منتصف, نص شهر, منتصف شهر, mi, la mi, mid, middle of, the middle of, mi mois');
export const beginnings = set(
  'أول, اول, أول شهر, اول شهر, بداية, مطلع, أوائل, début, le début, début du, début de, beginning of, start of, early',
);
export const periods = table<'week' | 'month' | 'year'>([
  [
    'week',
    'الأسبوع, الاسبوع, اسبوع, هالأسبوع, السمانة, السيمانة, سيمانة, سمانة, الجمعة, semaine, de semaine, la semaine, cette semaine, week, the week, this week',
  ],
  [
    'month',
    'الشهر, شهر, هالشهر, الشهر ده, الشهر هذا, هذا الشهر, mois, du mois, le mois, de ce mois, ce mois, month, the month, this month',
  ],
  ['year', "السنة, العام, السنه, سنة, عام, هالسنة, année, l'année, de l'année, an, l'an, cette année, year, the year, this year"],
]);
export const nexts = set(
  'الجاي, الجاية, الجاى, اللي جاي, اللي جاية, اللي جاي ده, القادم, القادمة, المقبل, المقبلة, الجي, جاي, جاية, الماجي, prochain, prochaine, qui vient, next, coming, the next, الآتي',
);

export const feasts = set(
  "العيد, عيد, عيد الفطر, عيد الأضحى, العيد الكبير, العيد الصغير, رمضان, شهر رمضان, الكريسماس, عيد الميلاد, رأس السنة, راس السنة, شم النسيم, المولد, المولد النبوي, عاشوراء, موسم المدارس, المدارس, الدخول المدرسي, الدراسة, الصيف, الشتا, الشتاء, الربيع, الموسم, موسم الصيف, موسم الشتا, موسم الزيتون, موسم الحج, الحج, الفلانتين, فالنتاين, عيد الأم, عيد الام, valentine, saint valentin, la saint valentin, fête des mères, la fête des mères, mother s day, noël, ramadan, le ramadan, l'aïd, aïd, aid, aïd el fitr, aïd el adha, l'aïd el fitr, l'aïd el adha, l'aïd el kebir, mawlid, pâques, la rentrée, rentrée, rentrée scolaire, la rentrée scolaire, l'été, l'hiver, la saison, christmas, easter, eid, the eid, eid al adha, eid al fitr, the feast, the holidays, summer, winter, the season, school season, new year, the new year",
);
export const soon = set(
  'بأسرع وقت, في أسرع وقت, باسرع وقت, في اسرع وقت, بسرعة, بسرعه, فورا, فوري, حالا, ضروري, مستعجل, مستعجلة, عاجل, عاجلة, عاجلا, دلوقتي, دلوقت, هلا, هلق, هلأ, حاليا, الآن, الان, ضرك, urgent, urgence, en urgence, rapidement, dès que possible, au plus vite, immédiatement, immédiat, de suite, tout de suite, maintenant, asap, urgently, this week, this month, cette semaine, ce mois ci, هالأسبوع, هالاسبوع, الأسبوع ده, الاسبوع ده, هذا الأسبوع, الشهر ده, هالشهر, as soon as possible, immediately, right away, now, quickly, soon',
);
