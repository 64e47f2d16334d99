import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { quick, settingsFor, useMail } from '#tests/mail.ts';
import { makeCertificate, readMail, startSmtp, type Behaviour } from '#tests/smtp.ts';
import { openPost, type Post } from './post.server.ts';
import { testMail } from './test-mail.server.ts';

const { closeLater, postTo, server, smtpServer } = useMail();

describe('settings that do not work', () => {
  const certificate = makeCertificate();
  const users = {
    onAuth: ((auth, _session, done) =>
      auth.username === 'kalaka@szegvar.example' && auth.password === 'jel:szó/1'
        ? done(null, { user: auth.username })
        : done(new Error('535 Invalid login'))) as NonNullable<Behaviour['options']>['onAuth']
  };
  const tested = async (post: Post) => {
    closeLater(post);
    return testMail(post, { email: 'proba@szegvar.example', words: await wordsIn('hu'), origin: '' });
  };

  test.skipIf(!certificate)(
    'a password crosses only an encrypted connection, with any characters',
    async () => {
      const smtp = await smtpServer({
        options: { ...certificate, ...users } as Behaviour['options'] & object
      });
      const url = `smtp://kalaka%40szegvar.example:jel%3Asz%C3%B3%2F1@localhost:${smtp.port}`;
      const settings = { ...settingsFor(url), requireTls: true };
      expect(await tested(openPost(settings, quick, { ca: certificate!.cert }))).toEqual({
        ok: true,
        value: null
      });
      expect(smtp.received).toMatchObject([{ encrypted: true, user: 'kalaka@szegvar.example' }]);
      expect(readMail(smtp.received[0]!.raw).parts.get('text/plain')).toMatch(/árvíztűrő\stükörfúrógép/);

      const wrong = { ...settings, password: 'rossz' };
      expect(await tested(openPost(wrong, quick, { ca: certificate!.cert }))).toMatchObject({
        reason: 'password'
      });
      expect(await tested(openPost(settings, quick))).toMatchObject({ reason: 'tls' });
    }
  );

  test('a server that offers no encryption gets no password', async () => {
    const smtp = await startSmtp({ options: { ...users, allowInsecureAuth: true } });
    const settings = { ...settingsFor(`smtp://a:b@127.0.0.1:${smtp.port}`), requireTls: true };
    expect(await tested(openPost(settings, quick))).toMatchObject({ reason: 'tls' });
  });

  test('nobody listens, nobody has that name, nobody answers', async () => {
    const gone = await startSmtp();
    await gone.close();
    expect(await tested(postTo(gone))).toMatchObject({
      reason: 'refused'
    });
    expect(await tested(openPost(settingsFor('smtp://no-such-host.invalid'), quick))).toMatchObject({
      reason: 'host_not_found'
    });
    const silent = await smtpServer({ silentData: () => true });
    expect(await tested(postTo(silent))).toMatchObject({
      reason: 'timeout'
    });
  });

  test('a refused recipient is told from a server that cannot be used', async () => {
    const { post } = await server({ toRecipient: () => '550 5.1.1 No such user' });
    expect(await tested(post)).toMatchObject({ reason: 'recipient', text: expect.stringContaining('5.1.1') });
  });
});
