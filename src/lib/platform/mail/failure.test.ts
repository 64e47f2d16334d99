import { describe, expect, test } from 'vitest';
import { backOffMinutes, failureOf, pauseMinutes } from './failure.ts';

const refused = (command: string, responseCode: number, response: string, code = 'EENVELOPE') =>
  failureOf(Object.assign(new Error(response), { code, command, responseCode, response }));

describe('what an answer of the mail server means', () => {
  test.each([
    ['no such user', 'RCPT TO', 550, '550 5.1.1 No such user', { kind: 'never', noSuchAddress: true }],
    ['an old server', 'RCPT TO', 550, '550 No such user', { kind: 'never', noSuchAddress: true }],
    ['a closed mailbox', 'RCPT TO', 550, '550 5.2.1 Disabled', { kind: 'never', noSuchAddress: true }],
    ['a full mailbox', 'RCPT TO', 552, '552 5.2.2 Full', { kind: 'never', noSuchAddress: false }],
    ['our server blocked', 'RCPT TO', 550, '550 5.7.1 Blocked', { kind: 'never', noSuchAddress: false }],
    ['spam', 'DATA', 554, '554 5.7.1 Spam', { kind: 'never', noSuchAddress: false }],
    ['too large', 'MAIL FROM', 552, '552 5.3.4 Too big', { kind: 'never', noSuchAddress: false }],
    ['greylisted', 'RCPT TO', 450, '450 4.2.0 Later', { kind: 'later' }],
    ['going down', 'RCPT TO', 421, '421 4.3.2 Bye', { kind: 'server' }],
    ['a wrong sender', 'MAIL FROM', 553, '553 5.7.1 Not yours', { kind: 'server', fault: 'sender' }],
    ['a busy sender', 'MAIL FROM', 451, '451 4.3.0 Busy', { kind: 'server', fault: 'sender' }]
  ] as const)('%s', (_name, command, code, response, expected) => {
    expect(refused(command, code, response)).toMatchObject(expected);
  });

  test('a wrong password is never the fault of a mail, though its code begins with 5', () => {
    expect(refused('AUTH PLAIN', 535, '535 5.7.8 Bad credentials', 'EAUTH')).toMatchObject({
      kind: 'server',
      fault: 'password'
    });
  });

  test('anything unknown is tried again', () => {
    for (const error of [null, undefined, 'text', new Error('?'), { code: 'ENEW' }])
      expect(failureOf(error).kind).toBe('server');
  });

  test('what the server says is kept on one line and short', () => {
    const { text } = refused('RCPT TO', 550, `550-5.1.1 first\r\n550 ${'x'.repeat(900)}`);
    expect(text).not.toMatch(/[\r\n]/);
    expect(text.length).toBeLessThanOrEqual(500);
  });
});

test('attempts grow rarer and fill five days with about twenty-five', () => {
  const tries: number[] = [];
  for (let at = 0, n = 1; at < 5 * 24 * 60; at += backOffMinutes(n++)) tries.push(at);
  expect(tries.slice(0, 5)).toEqual([0, 1, 6, 21, 51]);
  expect(tries.length).toBeGreaterThan(20);
  expect(tries.length).toBeLessThan(30);
});

test('a rest lasts half an hour at most', () => {
  expect([1, 2, 3, 10].map(pauseMinutes)).toEqual([1, 2, 4, 30]);
});
