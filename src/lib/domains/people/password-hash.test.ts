import { describe, expect, test } from 'vitest';
import { checkPassword, cost, hashPassword, isOutdated, nobodys } from './password-hash.server.ts';

const phrase = 'három szürke kecske a hídon';

describe('a password', () => {
  test('is known again, and another one is not', async () => {
    const stored = await hashPassword(phrase);
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await checkPassword(stored, phrase)).toBe(true);
    expect(await checkPassword(stored, `${phrase}n`)).toBe(false);
  });

  test('has a salt of its own', async () => {
    expect(await hashPassword(phrase)).not.toBe(await hashPassword(phrase));
  });

  test('is the same however the keyboard composes its accents', async () => {
    expect(await checkPassword(await hashPassword(phrase.normalize('NFC')), phrase.normalize('NFD'))).toBe(
      true
    );
  });

  test('that nobody has is never right', async () => {
    expect(await checkPassword(null, phrase)).toBe(false);
  });
});

test('Argon2id gives what the reference implementation gives', async () => {
  // Its test.c: «password» with «somesalt», two passes, 2^8 KiB, one lane.
  const reference = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
  expect(await checkPassword(reference, 'password')).toBe(true);
  expect(isOutdated(reference)).toBe(true);
});

test('looking for nobody’s password costs as much as looking for anybody’s', async () => {
  expect(isOutdated(await hashPassword(phrase))).toBe(false);
  expect(isOutdated(nobodys)).toBe(false);
  expect(cost).toEqual({ memory: 19_456, passes: 2, parallelism: 1 });
});
