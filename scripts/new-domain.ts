// Writes the skeleton of a domain: npm run new-domain NAME [RANK].
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [name = '', rank = '4'] = process.argv.slice(2);
const folder = join('src/lib/domains', name);
if (!/^[a-z][a-z0-9_]*$/.test(name) || !/^[1-9]$/.test(rank)) {
  console.error(
    'Usage: npm run new-domain NAME [RANK]   NAME: lower case, such as meetings; RANK: 1 to 9, 4 unless told'
  );
  process.exit(2);
}
if (existsSync(folder)) {
  console.error(`${folder} exists already; nothing was written.`);
  process.exit(1);
}

const files: Record<string, string> = {
  'domain.server.ts': `// ${capital(name)}: say in a sentence what this domain decides.
import type { Domain } from '#lib/platform/domain.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: '${name}',
  rank: ${rank},
  verbs: [],
  columns
};
`,
  'schema.server.ts': `// Tables of ${name}, and what each column says about people; the SQL is in migrations/.
import type { TableDeclarations } from '#lib/platform/personal-data.ts';

declare global {
  interface Tables {}
}

export const columns: TableDeclarations = {};
`,
  'policy.ts': `// Who may see and change what belongs to ${name}.
import { isAdministrator, type Actor } from '#lib/platform/actor.ts';

export function canManage(actor: Actor): boolean {
  return isAdministrator(actor);
}
`,
  'messages.hu.json': `${JSON.stringify({ [name]: { title: capital(name) } }, null, 2)}\n`,
  'messages.en.json': `${JSON.stringify({ [name]: { title: capital(name) } }, null, 2)}\n`
};

mkdirSync(folder, { recursive: true });
for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
console.log(`Written: ${Object.keys(files)
  .map((file) => join(folder, file))
  .join(', ')}
Next: tables in migrations/, queries.server.ts and operations.server.ts, routes, a row per route in tests/house/permissions.ts.`);

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).replaceAll('_', ' ');
}
