import { describe, expect, test } from 'vitest';
import { contactsFrom, contactsText, properContact } from './contact.ts';

describe('a contact is kept as it can be used', () => {
  const cases = [
    ['email', ' Titkarsag@Szelmalom.example ', 'titkarsag@szelmalom.example'],
    ['email', 'mailto:iroda@haz.example', 'iroda@haz.example'],
    ['email', 'iroda(kukac)haz.example', null],
    ['email', 'két szó@haz.example', null],
    ['email', 'a@b@haz.example', null],
    ['email', 'iroda@localhost', null],
    ['email', 'iroda@haz..example', null],
    ['phone', '06-00/463  0201', '06-00/463 0201'],
    ['phone', '+36 (00) 463-0201', '+36 (00) 463-0201'],
    ['phone', '12-34', null],
    ['phone', 'hívjon fel', null],
    ['website', 'haz.example', 'https://haz.example'],
    ['website', 'HTTP://Haz.example/', 'http://haz.example'],
    ['website', 'https://haz.example/rólunk?x=1', 'https://haz.example/r%C3%B3lunk?x=1'],
    ['website', 'haz.example:8080/a', 'https://haz.example:8080/a'],
    ['website', 'javascript:alert(1)', null],
    ['website', 'data:text/html,x', null],
    ['website', 'https://user:secret@haz.example', null],
    ['website', 'nincs', null],
    ['person', 'Kiss  Anna, igazgató', 'Kiss Anna, igazgató'],
    ['person', '   ', null]
  ] as const;
  test.each(cases)('%s «%s» → %s', (kind, text, kept) => {
    expect(properContact(kind, text)).toBe(kept);
  });
});

test('several contacts in one field come apart at semicolons and line ends, each once', () => {
  const read = contactsFrom('email', 'public', 'a@haz.example; B@haz.example;\n a@haz.example');
  expect(read).toEqual({
    ok: true,
    value: [
      { kind: 'email', value: 'a@haz.example', visibility: 'public' },
      { kind: 'email', value: 'b@haz.example', visibility: 'public' }
    ]
  });
  expect(read.ok && contactsText(read.value, 'email', 'public')).toBe('a@haz.example; b@haz.example');
  expect(read.ok && contactsText(read.value, 'email', 'internal')).toBe('');
});

test('the contact that is wrong among several is named', () => {
  expect(contactsFrom('email', 'public', 'a@haz.example; nem cím')).toEqual({
    ok: false,
    reason: 'not_a_contact',
    value: 'nem cím'
  });
});
