// For the tests of sudden death: writes numbered rows into an embedded database and prints each number once it is acknowledged.
import { sql } from 'kysely';
import { inTransaction, openDatabase } from '#lib/platform/db/database.server.ts';

const [directory = '', mode = 'write'] = process.argv.slice(2);
const database = await openDatabase({ directory });
if (mode === 'migrate') {
  process.stdout.write('migrating\n');
  await database.migrate((name) => process.stdout.write(`${name}\n`));
  await database.close();
} else if (mode === 'hold') process.stdout.write('holding\n');
else {
  await sql`create table if not exists written (n int primary key, filling text)`.execute(database.db);
  const { rows } = await sql<{ n: number | null }>`select max(n) as n from written`.execute(database.db);
  for (let n = (rows[0]?.n ?? 0) + 1; ; n++) {
    await inTransaction(database.db, async (tx) => {
      await sql`insert into written values (${n}, ${'x'.repeat(500)})`.execute(tx);
      await sql`update written set filling = filling || 'y' where n = ${n}`.execute(tx);
    });
    process.stdout.write(`${n}\n`);
    if (mode === 'some' && n >= 50) break;
  }
  await database.close();
}
