import { expect, test } from 'vitest';
import { houseValues, readHouseForm } from './house-form.ts';

function typed(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const whole = {
  name: '  Szentesi   Kaláka ',
  operator: 'Szentes Térségi Társulás',
  address: '6600 Szentes, Kossuth tér 1.',
  email: 'Iroda@Szentes.example',
  contact: 'Kovács-Bíró Anna',
  contactEmail: 'adatvedelem@szentes.example',
  english: 'yes'
};

test('what is typed becomes facts, and the facts fill the form again', () => {
  const read = readHouseForm(typed(whole));
  expect(read).toEqual({
    ok: true,
    value: {
      name: 'Szentesi Kaláka',
      operator: {
        name: 'Szentes Térségi Társulás',
        address: '6600 Szentes, Kossuth tér 1.',
        email: 'iroda@szentes.example'
      },
      dataProtection: { name: 'Kovács-Bíró Anna', email: 'adatvedelem@szentes.example' },
      languages: ['hu', 'en']
    }
  });
  if (!read.ok) return;
  const { name, operator, dataProtection, languages } = read.value;
  expect(
    houseValues({
      ...(name ? { name } : {}),
      ...(operator ? { operator } : {}),
      ...(dataProtection ? { dataProtection } : {}),
      ...(languages ? { languages } : {})
    })
  ).toEqual({ ...whole, name: 'Szentesi Kaláka', email: 'iroda@szentes.example' });
});

test('an empty form takes every fact away but Hungarian', () => {
  expect(readHouseForm(typed({}))).toEqual({
    ok: true,
    value: { name: null, operator: null, dataProtection: null, languages: ['hu'] }
  });
});

test.each([
  ['a name too long for a head', { name: 'A'.repeat(61) }, 'name', 'too_long'],
  ['an address that is none', { ...whole, email: 'iroda@szentes' }, 'email', 'email_wrong'],
  ['an address of nobody', { address: 'Szentes' }, 'operator', 'operator_missing'],
  ['a contact without a name', { contactEmail: 'a@a.example' }, 'contact', 'contact_missing'],
  ['a contact whom nobody reaches', { contact: 'Anna' }, 'contactEmail', 'contact_email_missing']
])('%s is said at its field', (_what, fields, field, code) => {
  expect(readHouseForm(typed(fields as Record<string, string>))).toEqual({
    ok: false,
    faults: [{ field, code }]
  });
});

test('a house that has said nothing of languages is offered in all of them', () => {
  expect(houseValues({}).english).toBe('yes');
  expect(houseValues({ languages: ['hu'] }).english).toBe('');
});
