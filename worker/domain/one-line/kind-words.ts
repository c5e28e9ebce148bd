/** Words that say of what kind a listing is: heads of noun phrases, by what they name. */

/** What a word names; several of them lead to one kind. */
export type Topic =
  | 'material'
  | 'transport'
  | 'outsourcing'
  | 'process'
  | 'machine'
  | 'software'
  | 'repair'
  | 'marketing'
  | 'labour'
  | 'knowledge'
  | 'workshop'
  | 'provider';

export type Language = 'ar' | 'fr' | 'en';

export const topics: [topic: Topic, language: Language, words: string][] = [
  [
    'outsourcing',
    'ar',
    'للغير, للناس, بالاجر, بالأجرة, بأجرة, مناولة, مقاول باطن, من الباطن, تشغيل للغير, شغل للغير, ساعات ماكينة, ساعات تشغيل, وقت ماكينة, سوتريتونس, للزبون, للورش, على قماش الزبون, سوطريطونس, تصنيع للغير, على حسابكم',
  ],
  [
    'outsourcing',
    'fr',
    'sous traitance, sous traitant, sous traitants, sous traiter, en sous traitance, sous-traitants, à façon, façonnier, façonniers, façon, heures machine, temps machine, heure machine, capacité machine, travail à façon, donneur d ordre, donneurs d ordre, prestation de',
  ],
  [
    'outsourcing',
    'en',
    'subcontract, subcontracting, subcontractor, subcontractors, outsource, outsourcing, machine time, machine hours, toll, toll manufacturing, contract manufacturing, contract manufacturer, job shop, job work, cmt, made to order',
  ],

  [
    'process',
    'ar',
    'خياطة, خياطه, تفصيل, قص, تقطيع, تطريز, دباغة, صباغة, صبغ, غسيل, خراطة, تورناج, فريزاج, تفريز, لحام, سودير, شودرونري, طباعة, دهان, رش, تنجيد, تلميع, جلي, صقل, نشر, حفر, نقش, تفريغ, حقن, كبس, ثني, تشكيل, سحب, صب, سباكة, جلفنة, طلاء, كروم كهربائي, تشطيب, شد, تقفيل, تجميع, تركيب, تعبئة, تغليف, تعليب, فرز, تخزين, قياس, تبريد, تجميد, تجفيف, طحن, عصر, فرم, نسج, حياكة, غزل, تريكو, كوي, سرفلة, دراز, درازة, شق, حلاقة جلد, كشط, تسوية, تشغيل معادن, معالجة حرارية, تقسية, قص ليزر, قص بالليزر, حفر ليزر, سكرين, سيلك سكرين, طبع, تخريم, تلبيس, كبس قشرة, تدهيب, أويما, نيتريراسيون, أفوتاج, جاكار, تصنيع, إنتاج لحساب, لف, سن, شحذ, ترميم, انودة, تنظيف, تخليل, تحميص',
  ],
  [
    'process',
    'fr',
    'tournage, fraisage, usinage, rectification, perçage, alésage, soudure, soudage, chaudronnerie, tôlerie, pliage, découpe, decoupe, découpe laser, emboutissage, poinçonnage, couture, confection, broderie, piquage, montage, assemblage, impression, sérigraphie, flexographie, teinture, tannage, lavage, finition, polissage, sablage, grenaillage, peinture, thermolaquage, galvanisation, chromage, zingage, nickelage, anodisation, trempe, traitement thermique, nitruration, cémentation, électroérosion, injection, injection plastique, moulage, fonderie, extrusion, soufflage, conditionnement, mise en bouteille, embouteillage, emballage à façon, ensachage, mise en boîte, stockage, entreposage, stockage froid, séchage, broyage, pressage, trituration, pasteurisation, enrobage, gravure, marquage, affûtage, rembourrage, tapisserie, placage, vernissage, cintrage, sciage, taille de pierre, tissage, filage, tricotage, coupe, collage, repassage, étiquetage, mise sous vide, calibrage, triage, congélation, fumage, torréfaction, mouture, forage, tissage, dorure, capitonnage, prototypage',
  ],
  [
    'process',
    'en',
    'turning, milling, machining, grinding, drilling, welding, bending, cutting, laser cutting, stamping, punching, sewing, stitching, embroidery, assembly, printing, screen printing, dyeing, tanning, washing, finishing, polishing, sandblasting, painting, powder coating, coating, galvanizing, galvanising, plating, chrome plating, anodizing, anodising, hardening, heat treatment, injection molding, injection moulding, molding, moulding, casting, extrusion, blow molding, packing, bottling, filling, canning, storage, cold storage, drying, crushing, pressing, pasteurisation, pasteurization, engraving, marking, sharpening, upholstery, upholstering, veneering, lacquering, sawing, carving, weaving, spinning, knitting, lasting, skiving, splitting, fabrication, processing, inlay, kiln firing, firing, sorting, freezing, roasting, milling service, edge banding, nesting, wire edm, edm, spray painting, cutting service, gluing, ironing, quilting, labelling service',
  ],

  [
    'machine',
    'ar',
    'ماكينة, ماكينه, مكنة, مكنه, مكن, ماكينات, مكائن, مكينة, مكينات, ماكنة, ماكنات, مكنات, آلة, آلات, الة, الات, مخرطة, مخارط, فريزة, فريزا, مقص هيدروليك, منشار, مناشير, رابوه, رندة, شانيور, كمبروسر, كمبريسر, كمبروسور, كومبريسور, ضاغط هواء, مولد, مولدات, مولد كهرباء, جنريتور, مكبس, مكابس, بريسة, فرن, أفران, فران, غلاية, بويلر, برميل دباغة, كابينة رش, غرفة رش, نول, أنوال, قالب حقن, قوالب حقن, اسطمبة, اسطمبات, إسطمبة, قوالب حقن, فورمة, فورم, حل, خط إنتاج, خط انتاج, خط تعبئة, خط تغليف, خط دهان, خط كامل, راوتر, سي ان سي, روبوت, رافعة شوكية, فورك لفت, جرار, كلارك, فوركليفت, ونش, خلاط, خلاطة, عجانة, طاحونة, فرامة, عصارة, معصرة, غسالة, مجفف, طابعة, بلوتر, ماكينة ليزر, ماشينة, ماشينات, ماتور, موتور, محرك, مضخة, طلمبة, لوحة تحكم, طاقة شمسية, ألواح شمسية, محطة معالجة, وحدة معالجة, وحدة استرجاع, معدة, معدات, أجهزة, جهاز, تلاجة, ثلاجة, تلاجات, فريزر, كمبيوتر, ميزان, موازين, سنفرة, ماكينة خياطة, أوفر, أوفرلوك, سنجر, جاكارد, قطع غيار, انفرتر, سير ناقل, بطاريات ليثيوم, نموذج أولي, تكنولوجيا, تقنية, موديل 3D, سكان 3D, مسح ثلاثي الأبعاد',
  ],
  [
    'machine',
    'fr',
    "machine, machines, presse, presses, presse plieuse, plieuse, tour, tours, tour cnc, tour conventionnel, tour parallèle, fraiseuse, fraiseuses, rectifieuse, perceuse, scie, scies, compresseur, compresseurs, groupe électrogène, générateur, four, fours, chaudière, cabine de peinture, cabine, ligne de production, ligne de conditionnement, ligne d'embouteillage, ligne complète, ligne de remplissage, ligne, robot, robots, chariot élévateur, élévateur, clark, transpalette, pont roulant, mélangeur, malaxeur, broyeur, broyeurs, pressoir, moulin, séchoir, sécheur, découpeuse, découpe laser d'occasion, imprimante, imprimantes, traceur, moule, moules, moule d'injection, outillage, équipement, équipements, matériel, poste à souder, poste de soudure, moteur, pompe, convoyeur, remplisseuse, soutireuse, étiqueteuse, ensacheuse, conditionneuse, operculeuse, emballeuse, surjeteuse, piqueuse, brodeuse, métier à tisser, métiers à tisser, chaîne, chaîne de production, chaîne de conditionnement, balance, palan, pétrin, laminoir, autoclave, évaporateur, panneaux solaires, installation solaire, automate, capteur, capteurs, pièces de rechange, centre d'usinage, centre d usinage, bras robotisé, banc, onduleur, transformateur, chambre froide, groupe froid, prototype, brevet, licence, procédé, recette à céder, savoir faire, technologie",
  ],
  [
    'machine',
    'en',
    'machine, machines, machinery, press, press brake, lathe, lathes, milling machine, grinder, saw, band saw, bandsaw, table saw, drill press, compressor, air compressor, generator, genset, boiler, oven, furnace, kiln for sale, spray booth, booth spray, production line, packing line, filling line, bottling line, line for sale, robot, robots, forklift, pallet jack, crane, hoist, mixer, blender, crusher, dryer, cutter plotter, plotter, laser cutter, laser machine, printer, printers, mold, mould, molds, moulds, injection mold, die, dies, tooling, equipment, welder machine, welding machine, sewing machine, sewing machines, overlock, embroidery machine, motor, pump, conveyor, filler, labeller, router, cnc router, cnc machine, machining center, machining centre, loom, looms, evaporator, solar panels, solar system, inverter, sensor, sensors, spare parts, know how, prototype, patent, licence, license, technology, r d, 3d scanning, plc, wastewater treatment, edge bander, planer, jointer, vacuum sealer',
  ],

  [
    'software',
    'ar',
    'برنامج, برامج, سيستم, نظام, سوفتوير, سوفت وير, تطبيق, تطبيقات, ابليكيشن, موقع, موقع الكتروني, موقع إلكتروني, ويب سايت, متجر الكتروني, متجر إلكتروني, منصة, اي ار بي, سيرفر, كاميرات مراقبة, كاشير, برمجة, مبرمج, لوجيسيال',
  ],
  [
    'software',
    'fr',
    'logiciel, logiciels, application, appli, application mobile, site web, site internet, site e commerce, erp, crm, gmao, cao, fao, développeur, développeuse, développeurs, développement web, développement mobile, plateforme, base de données, système de gestion, système d information, hébergement, serveur, cybersécurité, réseau informatique, informatique, automatisation, iot, post processeur',
  ],
  [
    'software',
    'en',
    'software, app, application, mobile app, website, web site, webshop, online shop development, erp, crm, cad, cam, developer, developers, programmer, platform, database, management system, hosting, server, automation, iot, barcode system, pos system, dashboard, algorithm',
  ],

  ['repair', 'ar', 'صيانة, صيانه, تصليح, إصلاح, اصلاح, عمرة, تعمير, ريباراسيون, معايرة ماكينات, ضبط ماكينات, تجديد ماكينات, تحديث ماكينات'],
  [
    'repair',
    'fr',
    'maintenance, réparation, réparations, dépannage, dépanneur, révision, remise en état, rétrofit, retrofit, entretien, mise à niveau',
  ],
  ['repair', 'en', 'maintenance, repair, repairs, overhaul, servicing, retrofit, refurbishment, fix, fixing'],

  [
    'marketing',
    'ar',
    'تسويق, سوشيال ميديا, سوشيال, اعلان, إعلان, إعلانات, اعلانات, دعاية, تصوير, مصور, كتالوج, كتالوجات, بروشور, معرض, المعرض, معارض, في صالون, جناح, ستاند, استاند, بوث, موزع, موزعين, موزّع, وكيل, وكلاء, مندوب, مندوبين, مندوب مبيعات, مبيعات, تصدير, مصدر, منافذ بيع, منفذ بيع, رف عرض, رف, فاترينة, واجهة عرض, زاوية عرض, علامة تجارية, لوجو, شعار, براند, هوية بصرية, تصميم علبة, تصميم ليبل, تصميم تغليف, تصميم عبوة, تصميم كتالوج, تصميم لوجو, تصميم شعار, تصميم براند, تصميم, مصمم, إدارة صفحات, فيسبوك, انستجرام, انستا, صفحة فيسبوك, موشن جرافيك, جرافيك, فيديو, أسواق خارجية, عميل خارجي, وسيط, سمسار, زبائن, زباين, زبون, مشتري, مشترين, عملاء, شو روم, شوروم, بعثة تجارية, بيع أونلاين, جولة, زوار, بيع اونلاين, ترويج, حملة, تسويق الكتروني',
  ],
  [
    'marketing',
    'fr',
    "marketing, publicité, pub, campagne, réseaux sociaux, community manager, photographe, photographie, photos produit, photos produits, shooting, shooting photo, photos, catalogue, catalogues, brochure, au salon, salon de, salon du, salon des, salon international, stand, stands, foire, exposition, exposant, distributeur, distributeurs, agent commercial, agents commerciaux, commercial, représentant, représentants, grossiste, revendeur, revendeurs, export, exportation, exportateur, vitrine, showroom, marque, logo, logos, identité visuelle, charte graphique, design d'emballage, design packaging, création d étiquette, création de logo, étude de marché, prospection, vidéo, vidéo promotionnelle, mission commerciale, vente en ligne, boutique en ligne, acheteur, acheteurs, clients, débouchés, importateur, importateurs, référencement, graphiste, infographiste, infographie, film d entreprise, film publicitaire, prises de vue, page facebook, réseaux, rédacteur, rédactrice, galerie, tournée, corner, exposer, exposer au, exposer à",
  ],
  [
    'marketing',
    'en',
    'marketing, advertising, ads, campaign, social media, photographer, photography, product photography, photo shoot, product photos, photos, catalogue, catalog, catalogues, brochure, fair, trade fair, exhibition, expo, booth, stand, shared booth, shared stand, distributor, distributors, sales agent, sales agents, agent, sales rep, representative, wholesaler, reseller, export, exporter, exporting, export market, showroom, shop window, brand, branding, brand design, logo, logo design, packaging design, label design, market study, market research, video, promo video, trade mission, online sales, buyer, buyers, customers, importer, importers, shelf space, graphic designer, graphic design, influencer, exhibit, exhibit at, b2b meetings',
  ],

  [
    'labour',
    'ar',
    'عامل, عمال, عاملة, عاملات, عماله, عمالة, صنايعي, صنايعية, صنايعيه, صبي, صبيان, أسطى, اسطى, أسطوات, فني, فنيين, معلم, معلمين, خياط, خياطين, خياطات, لحامين, لحيم, صودور, سودور, صودورات, نجار, نجارين, حداد, حدادين, دهان ماهر, نقاش, نقاشين, سواق, سواقين, سائق, شوفير, طباخ, حارس, حراس, متربص, متربصين, متدرب, متدربين, خريجين, طلبة, طلاب, طالب, مهندس, مهندسين, محاسب, محاسبة, سكرتيرة, مشرف, مشرفين, امين مخزن, أمين مخزن, موظف, موظفة, موظفين, بنات, بنت, شباب, شب, شاب, درازتين, درازين, خراط, خراطين, سوداير, تورنور, فريزور, قصاص, مكوجي, نساجين, نساج, أويمجي, منجد, منجدين, عتالين, عتال, شيالين, شغيل, شغيلة, ستات, رسام, رسامة, رسامين, دليل سياحي, مرشد سياحي, طلاعين, نفر, خدامين, خدام, يد عاملة, ايدي عاملة, أيدي عاملة, وردية, وظيفة, فرصة عمل, أفراد, مشغل ماكينة, مشغلين, دباغ, دباغين, حجار, نحات, نحاتين, بنا, عجان, خباز, مقصدار, باترونيست, صايغ, صياغ, كهربائي, كهربائيين, ميكانيكي, سراجين, قطافين, صباغ, صباغين, ترزي, ترزية, سباك, سباكين, استورجي, استورجية, جزمجي, جزمجية, اسكافي, حلواني, بنتين, عاملين, عاملتين, شابين, مبيض, فرازين',
  ],
  [
    'labour',
    'fr',
    'ouvrier, ouvriers, ouvrière, ouvrières, manœuvre, manœuvres, opérateur, opérateurs, opératrice, opératrices, soudeur, soudeurs, tourneur, tourneurs, fraiseur, fraiseurs, couturière, couturières, couturier, piqueuse qualifiée, piqueurs, technicien, techniciens, technicienne, stagiaire, stagiaires, apprenti, apprentis, apprentie, chauffeur, chauffeurs, ingénieur, ingénieurs, menuisier, menuisiers, ébéniste, ébénistes, mécanicien, mécaniciens, électricien, électriciens, magasinier, comptable, secrétaire, vendeur, vendeuse, main d œuvre, main d oeuvre, main oeuvre, intérimaire, intérimaires, emploi, emplois, poste de, personnel, saisonniers, saisonnier, régleur, régleurs, conducteur de ligne, conducteurs, cariste, agent de production, agents, chaudronnier, chaudronniers, peintre, peintres, tailleur, tailleurs, maçon, maçons, tapissier, cordonnier, cordonniers, étudiants, étudiant, guide, alternant, employé, employés, contremaître, gardien, cuisinier, boulanger, pizzaiolo, tanneur, tailleur de pierre, artisan, artisans, modéliste, patronnier',
  ],
  [
    'labour',
    'en',
    'worker, workers, operator, operators, welder, welders, tailor, tailors, seamstress, seamstresses, technician, technicians, apprentice, apprentices, intern, interns, trainee, trainees, labourer, labourers, laborer, laborers, driver, drivers, engineer, engineers, carpenter, carpenters, machinist, machinists, stitcher, stitchers, cutter, cutters, packer, packers, helper, helpers, mason, masons, electrician, electricians, mechanic, mechanics, accountant, secretary, staff, manpower, labour, labor, job, jobs, employee, employees, foreman, supervisor, upholsterer, upholsterers, painter, painters, cook, baker, guard, students, graduates, craftsman, craftsmen, turner, turners, cobbler, cobblers, shoemaker, shoemakers, weaver, weavers, pattern maker, pattern makers, internship, seasonal',
  ],

  [
    'knowledge',
    'ar',
    'دورة, دورات, اتعلم, أتعلم, نتعلم, اتدرب, مستثمر, مستثمرين, تدريب, تكوين, فورماسيون, ورشة عمل, محاضرة, كورس, كورسات, استشارة, استشارات, تمويل, ممول, قرض, تأمين, باترون, باترونات, استشاري, مستشار, خبير, خبراء, مدرب, مدربين, شهادة, شهادات, ايزو, أيزو, iso, حلال, جودة, تأهيل, فحص, فحوصات, فحوص, تحليل, تحاليل, اختبار, اختبارات, معمل, مختبر, مخبر, معايرة, قياس معايرة, تدقيق, مراجعة, دراسة جدوى, دراسة, مواصفات, مواصفة, مطابقة, هاسب, هسب, نصيحة, ارشاد, إرشاد, توجيه, مكتب دراسات, رسومات تنفيذية, تعليم, يعلمنا, كشف, ترجمة, محامي, براءة اختراع, تسجيل علامة, سلامة مهنية, أمان صناعي, وصفة, وصفات',
  ],
  [
    'knowledge',
    'fr',
    "formation, formations, formateur, formatrice, stage de formation, cours, atelier de formation, séminaire, conseil, conseils, consultant, consultante, expert, expertise, accompagnement, audit, audits, auditeur, financement, crédit bail, crédit, leasing, subvention, investisseur, patronage, gradation, certification, certificat, certificats, norme, normes, iso, haccp, halal, marquage ce, mise en conformité, conformité, essai, essais, test, tests, analyse, analyses, laboratoire, labo, contrôle qualité, contrôle, métrologie, étalonnage, étude de faisabilité, étude, bureau d'études, diagnostic, mesure, coaching, mentor, mentorat, traduction, veille, brevetage, dossier technique, business plan, homologation, tutorat",
  ],
  [
    'knowledge',
    'en',
    'training, trainings, trainer, course, courses, workshop on, seminar, consulting, consultant, consultancy, advice, adviser, advisor, expert, audit, audits, auditor, financing, finance, loan, investor, grant, pattern making, certification, certificate, certificates, standard, standards, iso, haccp, halal, ce marking, compliance, test, tests, testing, lab test, lab tests, lab testing, analysis, laboratory, lab, inspection, quality control, calibration, feasibility study, study, coaching, mentor, mentoring, translation, business plan, tutor, lessons, teach, assessment, migration test, tensile test, tensile',
  ],

  [
    'transport',
    'ar',
    'نقل, عربية, عربيه, عربيات, شاحنة, شاحنات, تريلا, تريلات, كاميون, كميون, كونتينر, حاوية, كونتونير, بيك اب, بيكاب, سيارة نقل, شحن, توصيل, لوجستيك, تخليص جمركي, تخليص, قلاب',
  ],
  [
    'transport',
    'fr',
    'transport, transports, transporteur, transporteurs, camion, camions, camionnette, fourgon, conteneur, container, fret, livraison, logistique, semi remorque, remorque, dédouanement, transitaire, messagerie, groupage',
  ],
  [
    'transport',
    'en',
    'transport, transportation, truck, trucks, lorry, van, container, freight, shipping, haulage, delivery, logistics, trailer, pickup, customs clearance, courier, cargo',
  ],

  [
    'workshop',
    'ar',
    'مصنع, مصانع, مشغل, مشاغل, ورشة, ورشه, ورش, مدبغة, مدبغه, مطبعة, مطبعه, مغسلة ملابس, منجرة, مصبغة, مسبك, محددة, مقاول, أتيليه, اتيليه, فابريكة, مشغلنا, مصنعنا, ورشتنا, اوزين, لوزين',
  ],
  [
    'workshop',
    'fr',
    'atelier, ateliers, usine, usines, confectionneur, confectionneurs, imprimeur, imprimerie, tannerie, usineur, mouliste, brodeur, galvanoplaste, embouteilleur, conditionneur, teinturerie, menuiserie partenaire',
  ],
  [
    'workshop',
    'en',
    'workshop, workshops, factory, factories, tannery, print shop, contractor, mill partner, foundry partner, packer house, converter',
  ],
  ['provider', 'ar', 'حد, حدا, واحد, شخص, شركة, شركه, محل, جهة, مكتب, مركز, معهد, شريك, ناس, شركتنا, مورد, موردين'],
  [
    'provider',
    'fr',
    "société, sociétés, entreprise, entreprises, prestataire, prestataires, fabricant, fabricants, partenaire, partenaires, quelqu'un, fournisseur, fournisseurs",
  ],
  [
    'provider',
    'en',
    'company, companies, firm, partner, partners, someone, somebody, anyone, supplier, suppliers, manufacturer, manufacturers',
  ],

  [
    'material',
    'ar',
    'جلد, جلود, نعل, نعال, قماش, أقمشة, خيط, خيوط, صوف, قطن, حرير, خشب, أخشاب, زان, أرو, لوح, ألواح, mdf, قشرة, غرا, غراء, لاصق, تنر, دهانات, بويات, بوية, ورنيش, حديد, ستانلس, صاج, نحاس, ألومنيوم, المنيوم, رخام, جرانيت, حجر, بلاط, بلوك, بلوكات, كرتون, علب, علبة, كراتين, أكياس, شكاير, زجاج, قزاز, قوارير, قناني, قرعة, بلاستيك, حبيبات, فوم, سفنج, إسفنج, اسفنج, كيماويات, كروم, ملح, جير, زيت, زيتون, تمر, تمور, بلح, عجوة, سكر, دقيق, طحين, حليب, عسل, صابون, شباشب, شبشب, جزم, جزمة, أحذية, حذاء, كندرة, كنادر, بوط, بسطار, صندل, شنط, شنطة, محفظة, حزام, أحزمة, كرسي, كراسي, طاولة, ترابيزة, كنب, أنتريه, غرفة نوم, أوضة, دولاب, باب, أبواب, سجاد, سجادة, كليم, زربية, زرابي, مخدات, قميص, ملابس, تيشرت, تيشرتات, يونيفورم, زراير, سوست, سوستة, اكسسوار, مفصلات, براغي, مسامير, مواسير, ماسورة, سولار, غاز, كهرباء, مياه, بطانة, كوتشيهات, كوتشي, تغليف كرتون, ليبل, استيكر, ملصقات, بالتات, بالته, باليتة, طبليات, قصاقيص, بواقي, خردة, كسر, كومبوست, سماد, شمع, شموع, طين, بورسلان, سيراميك, مغسلة, خل, عصير, مربى, حلويات, بهارات, قهوة, شاي, أرز, قمح, شعير, علف, لحم, سمك, دجاج, بيض, خضار, فواكه, مواد خام, خامات, رول, كرافت, قطيفة, سلال, سلة, سكينة, سكاكين, صواني, مرايا, براويز, موكيت, ستاير, ستائر, مفارش, فوط, ورق, حبر, أحبار, مركب, بولي, مستلزمات',
  ],
  [
    'material',
    'fr',
    'cuir, cuirs, peau, peaux, semelle, semelles, tissu, tissus, fil, fils, laine, coton, soie, bois, hêtre, panneau, panneaux, mdf, contreplaqué, placage bois, colle, colles, peintures, vernis, acier, inox, tôle, tôles, aluminium, alu, cuivre, laiton, fonte, ferraille, marbre, granit, pierre, carrelage, carreaux, carton, cartons, emballage, emballages, boîte, boîtes, bouteille, bouteilles, bocaux, bouchons, étiquettes, sacs, film, palette, palettes, verre, plastique, granulés, résine, mousse, produits chimiques, sel, chaux, huile, olives, dattes, figues, sucre, farine, lait, miel, savon, chaussures, sandales, mocassins, bottes, ceintures, sac à main, chaise, chaises, table, tables, canapé, meuble, meubles, porte, portes, tapis, coussins, chemises, t shirts, vêtements, uniformes, boutons, fermetures, visserie, vis, boulons, roulements, joints, tubes, tube, rond, barres, profilés, gasoil, gaz, électricité, bois de palette, concentré, semoule, matière première, matières premières, déchets, chutes, copeaux, préformes, encre, papier, céramique, faïence',
  ],
  [
    'material',
    'en',
    'leather, hides, hide, skins, sole, soles, compound, fabric, fabrics, textile, yarn, thread, wool, cotton, silk, wood, timber, lumber, beech, oak, plywood, mdf, veneer, glue, adhesive, thinner, paint, varnish, steel, stainless, sheet metal, aluminium, aluminum, copper, brass, scrap, marble, granite, stone, tiles, tile, slabs, carton, cartons, boxes, bottles, jars, caps, labels, bags, film, pallets, glass, plastic, granules, pellets, resin, foam, chemicals, salt, lime, oil, olives, dates, figs, sugar, flour, milk, honey, soap, shoes, sandals, slippers, boots, belts, handbags, chair, chairs, tables, sofa, furniture, doors, carpet, carpets, rugs, rug, cushions, shirts, t shirts, garments, uniforms, buttons, zippers, zips, screws, bolts, bearings, gaskets, tubes, pipes, bars, diesel, gas, electricity, raw material, raw materials, offcuts, waste, ink, paper, kraft, ceramic, canvas, lining, insoles, buckles, eyelets, hinges',
  ],
];
