import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { useDatabase } from '#tests/db.ts';

const database = useDatabase();

/** Digraphs and their doubled forms, long and short vowels, capitals, hyphens, and places whose order is easily got wrong. */
const words = `
cukor csak cica Csongrád Cegléd cseh czifra loccsan locsol lócsont locska meccs mecset meccset
dal dzadzíki dzseki dzsem dinnye Dunaújváros eddzi edzés edző edzsi briddzsel bridzs
gyár gép Gyula Gödöllő guggol meggy megy meggyes megye Meggyesegyháza Mezőgyán
lyuk ló Lyukó lúd gally galy galyak gallyak Gall hely hellyel helyett helyi
nyár nap Nyíregyháza nyugat nagy mennyi menyasszony menny meny mennyire mentő
szó só Szentes sas Szeged szegény Szegvár hossz hossza hosszú hoz rossz rost roszog rosszul
tyúk tó Tyukod túl pottyan potyog pottyos potya potroh
zsák zab Zsámbék zár rozzsal rozs rozsda rozzsa
öröm orom őröl Ózd orr ördög ő ó o ö őz óz oz Ozora Öcsöd Őcsény
ük uk űr úr ur ür Úrkút Üllő Újfehértó ujj új üt út utca
eger Eger egér Egér éger elme él elő ére ér er
a á az áz azaz ázik Aba Ába abba
ir ír irt írt író iró irodalom
Kiskunfélegyháza Kiskunhalas Kis-Balaton kis kisasszony Kis
tizennyolc tizenegy vasszekrény vaszar pácsó pácscsomag nádzug nádzengés
`
  .trim()
  .split(/\s+/);

test('Hungarian words come in the order of the Hungarian alphabet', async () => {
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${words}::text[]) word order by word collate hu, word collate "C"`.execute(
    database()
  );
  const collator = new Intl.Collator('hu');
  const expected = [...words].sort((a, b) => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0));
  expect(rows.map(({ word }) => word)).toEqual(expected);
});

test.each([
  ['cukor', 'csak'],
  ['mezo', 'mező'],
  ['lóg', 'lyuk'],
  ['hossz', 'hosszú'],
  ['meny', 'menny'],
  ['Ózd', 'Öcsöd'],
  ['zuzmó', 'zsák']
])('%s comes before %s', async (first, second) => {
  const { rows } = await sql<{ before: boolean }>`
    select ${first}::text < ${second}::text collate hu as before`.execute(database());
  expect(rows[0]?.before).toBe(true);
});
