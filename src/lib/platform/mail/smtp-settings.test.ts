import { describe, expect, test } from 'vitest';
import { readSettings } from '../../../settings.ts';
import { readSmtpSettings } from './smtp-settings.ts';

const rest = { from: 'kalaka@a.example', replyTo: undefined, publicUrl: 'https://a.example' };
const read = (url: string) => {
  const result = readSmtpSettings({ url, ...rest });
  if (!result.ok) throw new Error(`${result.setting} ${result.expected}`);
  return result.value;
};

describe('the address of the mail server', () => {
  test('names the usual port when it names none', () => {
    expect(read('smtp://mail.example')).toMatchObject({ host: 'mail.example', port: 587, secure: false });
    expect(read('smtps://mail.example')).toMatchObject({ port: 465, secure: true });
    expect(read('smtp://[::1]:2525')).toMatchObject({ host: '::1', port: 2525 });
  });

  test('holds user and password with any characters, percent-encoded', () => {
    expect(read('smtp://kalaka%40a.example:j%3Ael%2Fsz%C3%B3@mail.example')).toMatchObject({
      user: 'kalaka@a.example',
      password: 'j:el/szó'
    });
  });

  test('asks for encryption as soon as there is a password, but not on this machine', () => {
    expect(read('smtp://a:b@mail.example').requireTls).toBe(true);
    expect(read('smtp://mail.example').requireTls).toBe(false);
    expect(read('smtp://a:b@localhost:2525').requireTls).toBe(false);
  });

  test.each([
    'mail.example',
    'http://mail.example',
    'smtp://',
    'smtp://a:b#c@mail.example',
    'smtp://a:%@mail.example'
  ])('%s is refused', (url) => {
    expect(readSmtpSettings({ url, ...rest })).toMatchObject({ ok: false, setting: 'SMTP_URL' });
  });
});

describe('the settings of the installation', () => {
  const good = {
    SMTP_URL: 'smtp://a:titok@mail.example',
    MAIL_FROM: 'Kaláka <kalaka@a.example>',
    PUBLIC_URL: 'https://a.example'
  };

  test('have no mail server unless told', () => {
    expect(readSettings({}).smtp).toBeNull();
    expect(readSettings(good).smtp).toMatchObject({ from: { email: 'kalaka@a.example', name: 'Kaláka' } });
  });

  test.each([
    ['SMTP_URL', { SMTP_URL: 'mail://a:titok@mail.example' }],
    ['MAIL_FROM', { MAIL_FROM: '' }],
    ['MAIL_FROM', { MAIL_FROM: 'Kaláka' }],
    ['MAIL_REPLY_TO', { MAIL_REPLY_TO: 'iroda' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }]
  ])('say that %s is wrong, without the password', (name, wrong) => {
    const start = (): unknown => readSettings({ ...good, ...wrong });
    expect(start).toThrow(new RegExp(`^The setting ${name} `));
    expect(start).not.toThrow(/titok/);
  });
});
