// The form of facts about the operator: what is half said or wrong is asked again; what is missing is named.
import { expect, test } from 'vitest';
import { missingFacts, readStatementForm, statementForm } from './statements.ts';

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const today = '2026-11-21';
const faults = (fields: Record<string, string>): string[] =>
  readStatementForm(formOf(fields), today).errors.map(({ field }) => field);

test('an empty form is allowed: then the statements say that nobody has given the facts', () => {
  expect(faults({})).toEqual([]);
  expect(missingFacts({})).toEqual([
    'privacy.missing.name',
    'privacy.missing.address',
    'privacy.missing.email',
    'privacy.missing.hosting',
    'privacy.missing.transfer'
  ]);
});

test.each([
  [{ address: 'Szegvár' }, ['name']],
  [{ name: 'Önkormányzat', email: 'nem cím' }, ['email']],
  [{ officer: 'Révész Ilka' }, ['officerEmail']],
  [{ officerEmail: 'a@b.example' }, ['officer']],
  [{ name: 'x'.repeat(301) }, ['name']],
  [{ reviewedOn: '2026-11-22' }, ['reviewedOn']],
  [{ reviewedOn: '2026-11-21' }, []],
  [{ reviewedOn: 'tegnap' }, ['reviewedOn']]
])('%j', (fields, expected) => {
  expect(faults(fields)).toEqual(expected);
});

test('what is read fills the form again, tidied', () => {
  const { values } = readStatementForm(
    formOf({ name: '  Szegvár   Önkormányzata ', email: 'Hivatal@Szegvar.example', transfer: 'igen' }),
    today
  );
  expect(values).toMatchObject({
    name: 'Szegvár Önkormányzata',
    email: 'hivatal@szegvar.example',
    transfer: ''
  });
  expect(statementForm({ operator: { name: 'Szegvár' }, statements: { transfer: 'no' } })).toMatchObject({
    name: 'Szegvár',
    address: '',
    transfer: 'no'
  });
});
