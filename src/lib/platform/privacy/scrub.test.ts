// Names and addresses go out of texts; what only looks alike stays.
import { expect, test } from 'vitest';
import { scrubJson, scrubText } from './scrub.ts';

const anna = {
  id: '019f0000-0000-7000-8000-000000000001',
  emails: ['anna@haz.example', 'anna.regi@haz.example'],
  name: 'Őri Anna (dr.)'
};

test.each([
  ['Őri Anna (dr.) nyitja meg', 'N. N. nyitja meg'],
  ['ŐRI ANNA (DR.) nyitja meg', 'N. N. nyitja meg'],
  ['Őri Anna (dr.)-nak írunk', 'N. N.-nak írunk'],
  ['írjon ide: Anna@Haz.example, köszönjük', 'írjon ide: N. N., köszönjük'],
  ['<anna.regi@haz.example>', '<N. N.>'],
  ['joanna@haz.example', 'joanna@haz.example'],
  ['Kőri Anna (dr.)', 'Kőri Anna (dr.)'],
  ['Őri Anna', 'Őri Anna'],
  ['Őri Anna (dr.), 06-00-463 0201', 'N. N., …'],
  ['+36 (00) 463-0201 (Őri Anna (dr.))', '… (N. N.)'],
  ['06-00-463-0201', '06-00-463-0201'],
  ['2027-01-05, Őri Anna (dr.), 12 000 Ft', '2027-01-05, N. N., 12 000 Ft'],
  ['', '']
])('%s', (text, scrubbed) => {
  expect(scrubText(text, anna)).toBe(scrubbed);
});

test('of JSON every text is looked at, keys too, and the bare id becomes null', () => {
  expect(
    scrubJson(
      { person: anna.id, was: [anna.name, 3, null, true], 'anna@haz.example': { deep: anna.id } },
      anna
    )
  ).toEqual({ person: null, was: ['N. N.', 3, null, true], 'N. N.': { deep: null } });
});

test('a name of two letters is a word of every second text and stays', () => {
  expect(scrubText('Ő ma jön', { id: null, emails: [], name: 'Ma' })).toBe('Ő ma jön');
});
