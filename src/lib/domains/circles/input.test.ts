// Names of members as people have them at hand: from a table, from a letter's addressees, typed line by line.
import { describe, expect, test } from 'vitest';
import { readPastedMembers } from './input.ts';

describe('a pasted line', () => {
  const kata = { name: 'Tóth Kata', email: 'kata@konyvtar.example' };
  test.each([
    ['Tóth Kata; kata@konyvtar.example', ''],
    ['Tóth Kata; Kata@konyvtar.example; Városi Könyvtár, Szentes', 'Városi Könyvtár, Szentes'],
    ['kata@konyvtar.example\tTóth Kata\tVárosi Könyvtár', 'Városi Könyvtár'],
    ['Tóth Kata <kata@konyvtar.example>', ''],
    ['"Tóth Kata" <kata@konyvtar.example>;', ''],
    ['Tóth Kata <kata@konyvtar.example>; Városi Könyvtár, Szentes', 'Városi Könyvtár, Szentes'],
    ['Tóth Kata, kata@konyvtar.example', ''],
    ['Tóth Kata, kata@konyvtar.example, Városi Könyvtár, Szentes', 'Városi Könyvtár, Szentes']
  ])('«%s» is one member', (line, organisationName) => {
    expect(readPastedMembers(line)).toEqual({ ok: true, value: [{ line: 1, ...kata, organisationName }] });
  });

  test('without a name or an address stands for the organisation', () => {
    expect(readPastedMembers('; ; Városi Könyvtár, Szentes')).toMatchObject({
      value: [{ name: null, email: null, organisationName: 'Városi Könyvtár, Szentes' }]
    });
    expect(readPastedMembers('Tóth Kata')).toMatchObject({ value: [{ name: 'Tóth Kata', email: null }] });
  });

  test.each(['Tóth Kata; kata@@konyvtar', '<script>alert(1)</script>; a@b', ';;;x;y;z'])(
    '«%s» is asked about, and nobody is taken in',
    (line) => {
      expect(readPastedMembers(`Kis Béla; bela@konyvtar.example\n${line}`)).toMatchObject({
        ok: false,
        errors: [{ code: 'line_wrong' }]
      });
    }
  );
});
