import { expect, test } from 'vitest';
import { makeWords } from '#lib/platform/words/words.ts';
import en from '../../../generated/messages.en.ts';
import hu from '../../../generated/messages.hu.ts';
import { paths } from '../../../generated/paths.ts';
import { spokenErrors } from './form-words.ts';
import type { ErrorCode, FieldError } from './input.ts';

const hungarian = makeWords('hu', hu, paths);

test('errors are told in the order of the fields, with what may have been meant', () => {
  const errors: FieldError[] = [
    { field: 'email', code: 'email_wrong', value: 'nincs' },
    { field: 'settlement', code: 'settlement_unknown', value: 'Szegvr', suggestions: ['Szegvár', 'Szeged'] },
    { field: 'name', code: 'name_missing' }
  ];
  expect(spokenErrors(hungarian, errors)).toEqual([
    { field: 'name', message: 'Írja be a nevet.', choices: [] },
    {
      field: 'settlement',
      message: 'Nincs „Szegvr” nevű település. Javítsa ki, vagy válasszon az ajánlottak közül.',
      choices: [
        { take: 'settlement Szegvár', label: 'Szegvár' },
        { take: 'settlement Szeged', label: 'Szeged' }
      ]
    },
    {
      field: 'email',
      message: 'Ez nem e-mail-cím: „nincs”. Így várjuk: nev@pelda.example',
      choices: []
    }
  ]);
});

test('without suggestions the reader is asked to look at the name again', () => {
  const [told] = spokenErrors(hungarian, [{ field: 'settlement', code: 'settlement_unknown', value: 'Xyz' }]);
  expect(told?.message).toBe('Nincs „Xyz” nevű település. Kérjük, ellenőrizze a nevet.');
});

test('every code has words in both languages', () => {
  const codes: Record<ErrorCode, true> = {
    name_missing: true,
    too_long: true,
    sector_missing: true,
    kind_missing: true,
    settlement_missing: true,
    settlement_unknown: true,
    settlement_ambiguous: true,
    email_wrong: true,
    phone_wrong: true,
    website_wrong: true,
    person_wrong: true,
    capacity_wrong: true,
    metres_wrong: true,
    amps_wrong: true,
    point_wrong: true,
    organisation_unknown: true,
    organisation_ambiguous: true
  };
  for (const words of [hungarian, makeWords('en', en, paths)])
    for (const code of Object.keys(codes) as ErrorCode[])
      expect(spokenErrors(words, [{ field: 'name', code, value: 'x' }])[0]?.message).not.toBe(code);
});
