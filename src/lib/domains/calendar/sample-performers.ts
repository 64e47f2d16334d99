// Who performs at the sample's events: invented bands, puppeteers, lecturers and masters, each going round near their home.
import { sampleMicroRegions } from '#lib/domains/places/sample.ts';
import { daysBetween } from '#lib/core/time.ts';
import { share, shuffled } from './sample-choice.ts';
import type { Theme } from './model.ts';
import type { SampleEvent } from './sample-shape.ts';

/** Share of the fitting events whose programme names somebody. */
const named = 0.8;
/** So often does a name stand on two programmes of one evening, as it happens. */
const muddled = 0.01;

interface Troupe {
  readonly themes: readonly Theme[];
  readonly forChildren?: true;
  /** What title or summary has to speak of. */
  readonly tells?: RegExp;
  /** «name – role», as the form has it. */
  readonly lines: readonly string[];
}

/** The first that fits. */
const troupes: readonly Troupe[] = [
  {
    themes: ['theatre'],
    forChildren: true,
    lines: [
      'Cinkefej Bábszínház – bábelőadás',
      'Kóckirály Bábosok – bábelőadás',
      'Zsákbamacska Társulat – mesejáték',
      'Hétpettyes Meseszínház – mesejáték'
    ]
  },
  {
    themes: ['theatre'],
    lines: [
      'Ajtófélfa Társulat – színjátszók',
      'Kályhaszikra Színjátszó Kör – színjátszók',
      'Bordás Ilka – önálló est',
      'Harmadik Csengetés Társulat – színjátszók'
    ]
  },
  {
    themes: ['literature'],
    tells: /mese|mesél|királyfi|tündér/i,
    lines: ['Kormos Elemér – mesemondó', 'Tavaszi Ágota – mesemondó', 'Nyulas Jeromos – mesemondó']
  },
  {
    themes: ['literature'],
    tells: /könyvbemutató|író|regény|olvasóest|költ|vers/i,
    lines: ['Szepesházi Dorka – író', 'Barna Töhötöm – költő', 'Lapos Gerő – író']
  },
  {
    themes: ['folk', 'dance'],
    tells: /bál|tánc|zene|mulat|népdal|felvonulás|dal|citera/i,
    lines: [
      'Szélkelep zenekar – népzene',
      'Bürkös zenekar – népzene',
      'Ugrós Ferke – táncházvezető',
      'Kóróvirág Táncegyüttes – néptánc',
      'Vadkörte Citerazenekar – citera'
    ]
  },
  {
    themes: ['music'],
    tells: /koncert|hangverseny|zene|dal|muzsika|nóta|ének|kórus|est/i,
    lines: [
      'Parázs Trió – dzsessz',
      'Holdudvar Kvartett – vonósok',
      'Mezei Rezeda – zongora',
      'Sárgarigó Énekegyüttes – kórusművek',
      'Vasalt Ing zenekar – örökzöldek',
      'Kavics és a Part – könnyűzene'
    ]
  },
  {
    themes: ['local_history'],
    lines: ['dr. Répás Gedeon – történész', 'Fodormenta Klára – muzeológus', 'Hidas Barnabás – helytörténész']
  },
  {
    themes: ['health'],
    tells: /vérnyomás|egészség|szív|cukor|elesés|essünk|gerinc|étrend|ízület/i,
    lines: ['dr. Vadas Ilona – háziorvos', 'Sóskúti Bernadett – dietetikus', 'Nyíri Apollónia – gyógytornász']
  },
  { themes: ['craft'], tells: /agyag|fazek|korong|kerámia|tál|bögre/i, lines: ['Fazekas Piroska – fazekas'] },
  { themes: ['craft'], tells: /kosár|vessző|csuhé|gyékény|fonás/i, lines: ['Vesszős Kálmán – kosárfonó'] },
  { themes: ['craft'], tells: /nemez|gyapjú|fonal|szöv|filc/i, lines: ['Gyapjas Rozi – nemezelő'] },
  {
    themes: ['nature', 'learning'],
    tells: /madár|madar|gólya|fészek/i,
    lines: ['Gólyás Zebulon – madarász']
  },
  {
    themes: ['nature', 'learning'],
    tells: /csillag|távcső|bolygó/i,
    lines: ['Pálinkás Vendel – csillagász']
  },
  {
    themes: ['nature', 'learning'],
    tells: /kert|metsz|palánta|virág|fűszer|komposzt/i,
    lines: ['Kertaljai Márta – kertészmérnök']
  },
  { themes: ['nature'], tells: /erdő|gomba|fák|növény|séta/i, lines: ['dr. Erdei Szilárd – biológus'] },
  {
    themes: ['festival'],
    lines: [
      'Vasalt Ing zenekar – örökzöldek',
      'Szélkelep zenekar – népzene',
      'Kóckirály Bábosok – bábelőadás',
      'Kavics és a Part – könnyűzene',
      'Lángos Lóránt – bűvész'
    ]
  }
];

/** Two or three of each troupe go round one micro-region, so that neighbours meet them again within days. */
export function withPerformers(events: readonly SampleEvent[], seed: number): SampleEvent[] {
  const onDay = new Map<string, string>();
  const last = new Map<string, string>();
  return events.map((event) => {
    const troupe = troupeFor(event);
    if (!troupe || share(seed, 'named', event.key) > named) return event;
    const day = event.start.slice(0, 10);
    const region = regionOf.get(event.settlement) ?? '';
    const around = shuffled(troupe.lines, (line) => line, seed, 'around', region).slice(0, 3);
    const free = around.filter(
      (line) => !onDay.has(`${line} ${day}`) || share(seed, 'muddled', line, event.key) < muddled
    );
    // Who was near a few days ago comes again on the same journey.
    const again = free.find((line) => {
      const before = last.get(`${line} ${region}`);
      return before !== undefined && daysBetween(before, day) <= 6;
    });
    const line =
      (share(seed, 'again', event.key) < 0.5 ? again : undefined) ??
      shuffled(free, (each) => each, seed, event.key)[0];
    if (line === undefined) return event;
    onDay.set(`${line} ${day}`, event.settlement);
    last.set(`${line} ${region}`, day);
    return { ...event, performers: [line] };
  });
}

const regionOf = new Map(
  sampleMicroRegions.flatMap(({ slug, settlements }) => settlements.map((name) => [name, slug]))
);

/** Clubs lead themselves; whoever opens an exhibition is not in the table. */
function troupeFor({ title, summary, rule, background, themes, audiences }: SampleEvent): Troupe | undefined {
  if (rule !== undefined || background || audiences.includes('professionals')) return undefined;
  const forChildren = audiences.includes('children') || audiences.includes('families');
  return troupes.find(
    (troupe) =>
      (!troupe.forChildren || forChildren) &&
      troupe.themes.some((theme) => themes.includes(theme)) &&
      (!troupe.tells || troupe.tells.test(`${title} ${summary}`))
  );
}
