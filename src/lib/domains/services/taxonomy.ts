// The vocabulary of services: what people need help with, under which headings, and which of it belongs to which turn of life.

export const headings = {
  matters: ['documents', 'local_tax', 'benefits', 'registry_office', 'legal_aid', 'utilities'],
  family: ['health_visitor', 'nursery', 'family_support', 'child_welfare', 'baby_club', 'counselling'],
  health: ['doctor', 'screening', 'mental_health', 'addiction'],
  care: ['home_care', 'meals', 'day_care', 'alarm_call', 'respite', 'village_bus', 'disability'],
  crisis: ['debt_advice', 'food_aid', 'crisis_aid', 'shelter', 'violence', 'firewood'],
  work: ['job_search', 'job_club', 'retraining', 'own_business'],
  mourning: ['funeral', 'grief', 'inheritance'],
  learning: ['library', 'computers', 'digital_help', 'school', 'tutoring', 'lifelong_learning'],
  community: ['starting_club', 'room_hire', 'volunteering', 'civic_advice', 'youth_club', 'senior_club']
} as const;
export type Heading = keyof typeof headings;
export type Term = (typeof headings)[Heading][number];

export const terms: readonly Term[] = Object.values(headings).flat();

export function headingOf(term: Term): Heading {
  const [heading] = Object.entries(headings).find(([, within]) =>
    (within as readonly string[]).includes(term)
  ) ?? ['matters'];
  return heading as Heading;
}

/** Turns of life, each with the terms that may help in it. */
export const situations = {
  child: ['health_visitor', 'registry_office', 'benefits', 'baby_club', 'nursery'],
  moving: ['documents', 'utilities', 'local_tax', 'doctor', 'library'],
  bereavement: ['funeral', 'grief', 'inheritance', 'registry_office'],
  job_loss: ['job_search', 'job_club', 'retraining', 'benefits', 'own_business'],
  elder_care: ['home_care', 'meals', 'day_care', 'alarm_call', 'respite', 'village_bus'],
  debts: ['debt_advice', 'crisis_aid', 'food_aid', 'legal_aid', 'firewood'],
  club: ['starting_club', 'room_hire', 'civic_advice', 'volunteering']
} as const satisfies Record<string, readonly Term[]>;
export type Situation = keyof typeof situations;

/**
 * What people say when they need it, in Hungarian and beyond the term's own name: a question with one of these words finds the
 * services of the term.
 */
export const sayings: Readonly<Record<Term, string>> = {
  documents:
    'okmány lakcímkártya lakcím személyi igazolvány útlevél jogosítvány kormányablak ügyintézés bejelentés ügyfélkapu lejárt lejár megújítás elveszett elhagytam ellopták',
  local_tax: 'adó helyi adó iparűzési adó gépjárműadó bevallás adóügy',
  benefits:
    'támogatás segély családi pótlék gyes gyed csed anyasági ápolási díj álláskeresési járadék települési támogatás lakhatási',
  registry_office:
    'anyakönyv újszülött gyerek születés bejelentése bejelenteni megszületett születési házassági halotti anyakönyvi kivonat esküvő házasságkötés névadás',
  legal_aid: 'jogi jogsegély ügyvéd jogász tanács beadvány fellebbezés kérelem per',
  utilities: 'közmű víz villany gáz szemét hulladék óraállás átírás mérőóra számla közüzemi',
  health_visitor:
    'védőnő várandós terhes kismama terhesgondozás csecsemő újszülött született szülés baba kisbaba oltás',
  nursery: 'bölcsőde bölcsi kisgyermek felügyelet gyerekfelügyelet napközi',
  family_support: 'családsegítő családi gond segítő beszélgetés ügyintézés szociális munkás',
  child_welfare: 'gyermekvédelem gyermekjólét gyerek veszély elhanyagolás bántalmazás válás láthatás',
  baby_club: 'baba mama klub kismama ringató játszóház kisgyermekes anyuka',
  counselling: 'családterápia tanácsadás mediáció válás nevelési pszichológus',
  doctor:
    'orvos háziorvos rendelés recept beteg láz gyermekorvos fogorvos orvosi ügyelet ügyeletes éjszaka hétvége sürgős körzeti',
  screening: 'szűrés szűrővizsgálat vérnyomás vércukor mammográfia rák egészségnap',
  mental_health: 'lelki segély depresszió szorongás pszichológus magányos öngyilkosság lelkigondozás krízis',
  addiction: 'alkohol ital iszik drog szenvedély függőség szerencsejáték józan leszokás',
  home_care:
    'házi segítség idős szülő édesanya édesapa szüleim gondoz gondozó gondozás ápolás idős anyám apám anyukám apukám nagymama nagypapa egyedül ágyban fekvő bevásárlás takarítás fürdetés',
  meals: 'étkeztetés ebéd házhoz szállítás meleg étel népkonyha konyha főzni főz ebédet hozni',
  day_care: 'nappali idősek klubja idősotthon gondozás idős elfoglaltság',
  alarm_call: 'jelzőrendszer vészjelző nyakba akasztható gomb elesett egyedül él',
  respite: 'ápoló hozzátartozó pihenő átmeneti elhelyezés tehermentesítés kórház utáni',
  village_bus: 'falugondnok tanyagondnok falubusz utaztatás szállítás orvoshoz bevásárlás közlekedés busz',
  disability:
    'fogyatékos mozgássérült kerekesszék vak látássérült siket hallássérült autista támogató szolgálat',
  debt_advice:
    'adósság tartozás hitel végrehajtás végrehajtó kilakoltatás elmaradás hátralék csekk uzsora fizetni kifizetni részletfizetés rezsi villanyszámla gázszámla vízszámla számláimat kikapcsolták',
  food_aid: 'adomány élelmiszer ruha csomag segélycsomag bútor karitász élelem éhes ruhaosztás',
  crisis_aid: 'rendkívüli támogatás krízis gyorssegély átmeneti segély önkormányzati segély baj pénz',
  shelter: 'hajléktalan szállás melegedő utca lakás nélkül éjjeli menedék átmeneti otthon',
  violence: 'bántalmazás erőszak ver bánt a férjem párom apám bántanak menedék anyaotthon családon belüli',
  firewood: 'tűzifa fűtés szociális tűzifa szén hideg tüzelő',
  job_search:
    'munka elvesztettem a munkám állásom kirúgtak felmondtak állás álláskeresés munkanélküli munkaügy elbocsátottak regisztráció közfoglalkoztatás közmunka munkahely',
  job_club: 'önéletrajz álláskereső klub állásinterjú munkaerőpiaci elhelyezkedés',
  retraining: 'képzés átképzés tanfolyam szakma OKJ felnőttképzés végzettség továbbtanulás',
  own_business: 'vállalkozás egyéni vállalkozó vállalkozóvá őstermelő katás könyvelés',
  funeral: 'temetés temető temetkezés sírhely meghalt elhunyt halál köztemetés búcsúztató',
  grief: 'gyász gyászoló meghalt férjem feleségem elvesztettem vigasz özvegy halál',
  inheritance: 'hagyaték öröklés örökség közjegyző végrendelet hagyatéki leltár',
  library: 'könyvtár könyv kölcsönzés olvasás olvasójegy beiratkozás folyóirat',
  computers: 'internet számítógép nyomtatás fénymásolás szkennelés wifi nyomtató',
  digital_help:
    'okostelefon mobil ügyfélkapu DÁP e-ügyintézés internetezni telefon használat digitális jelszó számítógépes',
  school:
    'iskola iskolai beiratkozás beíratás beíratni elsős első osztály tanköteles iskolaváltás iskolakezdés óvoda óvodai felvétel',
  tutoring: 'tanoda korrepetálás fiam lányom gyerekem lecke tanulás gyerek bukás felzárkóztatás felvételi',
  lifelong_learning: 'nyelvtanfolyam előadás szabadegyetem szakkör ismeretterjesztés',
  starting_club:
    'klub indítása szakkör csoport közösség alapítás szeretnék indítani közösséget kör szervezés',
  room_hire:
    'terem bérlés születésnap születésnapi buli névnap családi ünnep keresztelő teremkölcsönzés helyiség lakodalom rendezvény hely próbaterem eszköz kölcsönzés sátor pad',
  volunteering: 'önkéntes önkéntesség közösségi szolgálat IKSZ segíteni jelentkezés',
  civic_advice: 'civil egyesület alapítvány bejegyzés pályázat pályázatírás beszámoló adó 1% alapszabály',
  youth_club: 'ifjúsági fiatalok kamasz diák klub csellengés tini',
  senior_club: 'nyugdíjas idősek klub szépkorú társaság kirándulás'
};

/** The same in English, where the term's own name does not say it. */
export const sayingsInEnglish: Readonly<Record<Term, string>> = {
  documents: 'identity card, passport, driving licence, lost card, change of address, residence',
  local_tax: 'tax return, vehicle tax',
  benefits: 'family allowance, child benefit, housing, welfare, unemployment benefit',
  registry_office: 'birth certificate, register a newborn baby, marriage, wedding, death certificate',
  legal_aid: 'lawyer, free legal help, complaint, appeal',
  utilities: 'water, electricity, gas, rubbish, meter, bills',
  health_visitor: 'pregnancy, midwife, newborn, baby, vaccination',
  nursery: 'crèche, kindergarten, day nursery, toddler',
  family_support: 'family problems, social worker',
  child_welfare: 'child protection, neglect, divorce, custody',
  baby_club: 'mothers, toddlers, playgroup',
  counselling: 'therapy, marriage, mediation, parenting',
  doctor:
    'general practitioner, GP, dentist, prescription, doctor on duty, on call, emergency, weekend, night, ill',
  screening: 'check-up, blood pressure, cancer',
  mental_health: 'depression, anxiety, psychologist, lonely, suicide',
  addiction: 'alcohol, drugs, gambling, drinking',
  home_care: 'care at home for an elderly parent, old mother, father, grandmother, nursing, carer',
  meals: 'lunch, dinner, food delivered, meals on wheels',
  day_care: 'elderly people, company during the day',
  alarm_call: 'alarm, falls, living alone',
  respite: 'carers, short stay, after hospital, nursing home',
  village_bus: 'transport, lift, shopping, to the doctor',
  disability: 'disabled, wheelchair, blind, deaf, autism',
  debt_advice: 'debts, loans, arrears, bailiff, eviction, unpaid bills, money',
  food_aid: 'food bank, clothes, furniture, donation, hungry',
  crisis_aid: 'money, crisis, municipal aid',
  shelter: 'homeless, nowhere to sleep, hostel',
  violence: 'domestic violence, abuse, husband hits, refuge',
  firewood: 'heating, cold',
  job_search: 'job, lost my job, unemployed, vacancies, employment office, dismissed',
  job_club: 'CV, interview, job',
  retraining: 'course, qualification, skills',
  own_business: 'entrepreneur, self-employed, company',
  funeral: 'burial, cemetery, died',
  grief: 'mourning, bereaved, widow, lost my husband',
  inheritance: 'heir, will, estate, notary',
  library: 'books, reading, borrowing, opening hours',
  computers: 'internet, printer, photocopy, scanning, wifi',
  digital_help: 'smartphone, mobile, computer for beginners, online administration, password',
  school: 'enrol a child, primary school, first year, registration, change of school',
  tutoring: 'homework, lessons, after school, study',
  lifelong_learning: 'language course, lectures',
  starting_club: 'group, circle, community',
  room_hire: 'a place for a birthday party, hall, venue, wedding, rent, event',
  volunteering: 'volunteer, community service, help others',
  civic_advice: 'association, foundation, grant, application, charity',
  youth_club: 'young people, teenagers, students',
  senior_club: 'pensioners, retired, elderly, club for pensioners'
};

export function isTerm(text: string): text is Term {
  return (terms as readonly string[]).includes(text);
}

export function isSituation(text: string): text is Situation {
  return Object.hasOwn(situations, text);
}
