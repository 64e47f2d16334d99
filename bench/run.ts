// `npm run bench`: every benchmark, or those that are named; the last results are kept in bench/results.
import { mkdirSync, writeFileSync } from 'node:fs';
import { benchAssignment } from './assignment.ts';
import { benchBestDate } from './best-date.ts';
import { benchCatchment } from './catchment.ts';
import { benchClash } from './clash.ts';
import { benchCoverage } from './coverage.ts';
import { benchDuplicates } from './duplicates.ts';
import { benchItinerary } from './itinerary.ts';
import { benchKill } from './kill.ts';
import { benchMatching } from './matching.ts';
import { benchPages } from './pages.ts';
import { benchRetime } from './retime.ts';
import { benchRings } from './rings.ts';
import { benchSearch } from './search.ts';

const benchmarks: Record<string, () => Promise<string>> = {
  assignment: benchAssignment,
  'best-date': benchBestDate,
  catchment: benchCatchment,
  clash: benchClash,
  coverage: benchCoverage,
  duplicates: benchDuplicates,
  itinerary: benchItinerary,
  matching: benchMatching,
  pages: benchPages,
  retime: benchRetime,
  rings: benchRings,
  search: benchSearch
};
/** Only when named: it takes half an hour. */
const long: Record<string, () => Promise<string>> = { kill: benchKill };
const wanted = process.argv.slice(2);
const all = { ...benchmarks, ...long };
const unknown = wanted.find((name) => !(name in all));
if (unknown) {
  console.error(`There is no benchmark «${unknown}»: ${Object.keys(all).join(', ')}.`);
  process.exit(2);
}
mkdirSync('bench/results', { recursive: true });
for (const [name, run] of Object.entries(wanted.length > 0 ? all : benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const table = await run();
  console.log(table);
  writeFileSync(`bench/results/${name}.md`, table);
}
