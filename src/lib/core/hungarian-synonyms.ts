// Words that people use for the same thing when they look for company, culture or help.

/** Each line is one meaning. Short on purpose: a wrong synonym does more harm than a missing one. */
const meanings = `
gyerek gyermek kisgyerek kisgyermek
baba csecsemő kisbaba
fiatal ifjúság ifjúsági tizenéves kamasz diák
idős nyugdíjas szépkorú
család családi
koncert hangverseny
mozi film filmvetítés filmklub
könyvtár könyvtári
kirándulás túra gyalogtúra séta
biciklis bicikli kerékpár kerékpáros
torna gimnasztika gyógytorna
foci labdarúgás futball
pingpong asztalitenisz
énekkar kórus dalkör dalárda
zenekar együttes
táncház néptánc
bál mulatság táncest
színház színdarab bábszínház színjátszó
kiállítás tárlat kiállításmegnyitó
vásár piac bolhapiac
disznótor disznóvágás
szilveszter újév óév
farsang farsangi
húsvét húsvéti
karácsony karácsonyi
advent adventi
mikulás mikulásos télapó
majális májusfa
szüret szüreti
pünkösd pünkösdi
gyereknap gyermeknap
falunap falunapok
előadás ismeretterjesztés
kézműves kézművesség
kézimunka hímzés horgolás kötés
kerámia agyag fazekas fazekasság
mese mesélés meseóra
vers költemény
író irodalom
számítógép informatika internet digitális
telefon okostelefon
orvos egészségügy rendelő
védőnő védőnői
munka álláskereső állás álláskeresés állásklub
segély szociális családsegítő
tűzoltó tűzoltóság
templom gyülekezet plébánia egyházközség istentisztelet mise
önkormányzat hivatal polgármester
iskola gimnázium
óvoda ovi óvodás
kert kertészet kertész
véradás véradó
bolhapiac garázsvásár kacatvásár
társasjáték társas
sakk sakkozik
horgász horgászat
ló lovas lovaglás
borkóstoló borkóstolás
segít segítség gondoz gondozás
`;

const same: ReadonlyMap<string, readonly string[]> = (() => {
  const words = new Map<string, string[]>();
  for (const line of meanings.trim().split('\n')) {
    const meaning = line.split(' ');
    for (const word of meaning)
      words.set(word, [...(words.get(word) ?? []), ...meaning.filter((other) => other !== word)]);
  }
  return words;
})();

/** Of a word as dictionaries have it. */
export function synonymsOf(stem: string): readonly string[] {
  return same.get(stem) ?? [];
}
