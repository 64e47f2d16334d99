import { describe, expect, test } from 'vitest';
import type { Attendee, ItipReply } from './icalendar-itip.ts';
import { judgeAnswer } from './invitation-answer.ts';

const invitees = [
  { id: 'anna', email: 'anna@szegvar.example' },
  { id: 'bela', email: 'Bela@Mindszent.example' }
];
const attendee = (email: string, more: Partial<Attendee> = {}): Attendee => ({
  email,
  name: '',
  status: 'accepted',
  ...more
});
const said = (...attendees: Attendee[]): Pick<ItipReply, 'method' | 'attendees'> => ({
  method: 'REPLY',
  attendees
});

describe('whose answer it is', () => {
  test('with a token and the right address: theirs', () => {
    expect(
      judgeAnswer(said(attendee('anna@szegvar.example')), {
        invitees,
        holder: 'anna',
        from: 'Anna@szegvar.example'
      })
    ).toEqual({
      outcome: 'answer',
      invitee: 'anna',
      status: 'accepted',
      otherAddress: null,
      substitute: null
    });
  });

  test('with a token from another address: theirs, and the organiser is told', () => {
    expect(
      judgeAnswer(said(attendee('anna.magan@posta.example')), {
        invitees,
        holder: 'anna',
        from: 'anna.magan@posta.example'
      })
    ).toMatchObject({ outcome: 'answer', invitee: 'anna', otherAddress: 'anna.magan@posta.example' });
    expect(
      judgeAnswer(said(attendee('anna@szegvar.example')), {
        invitees,
        holder: 'anna',
        from: 'titkar@posta.example'
      })
    ).toMatchObject({ outcome: 'answer', invitee: 'anna', otherAddress: 'titkar@posta.example' });
  });

  test('without a token: only where sender and attendee are the invitee', () => {
    const judge = (email: string, from: string) =>
      judgeAnswer(said(attendee(email)), { invitees, holder: null, from });
    expect(judge('bela@mindszent.example', 'bela@mindszent.example')).toMatchObject({ invitee: 'bela' });
    expect(judge('bela@mindszent.example', 'evil@x.example')).toEqual({
      outcome: 'aside',
      reason: 'other_sender'
    });
    expect(judge('evil@x.example', 'evil@x.example')).toEqual({ outcome: 'aside', reason: 'not_invited' });
  });

  test('a stranger cannot say whom they stand for', () => {
    const answer = said(attendee('evil@x.example', { delegatedFrom: ['anna@szegvar.example'] }));
    expect(judgeAnswer(answer, { invitees, holder: null, from: 'evil@x.example' })).toMatchObject({
      outcome: 'aside'
    });
  });

  test('who passes it on names a substitute, who answers for them with their token', () => {
    const passedOn = said(
      attendee('anna@szegvar.example', { status: 'delegated', delegatedTo: ['cili@szegvar.example'] }),
      attendee('cili@szegvar.example', { status: 'needs_action', name: 'Cili' })
    );
    expect(judgeAnswer(passedOn, { invitees, holder: 'anna', from: 'anna@szegvar.example' })).toMatchObject({
      status: 'delegated',
      substitute: { email: 'cili@szegvar.example', name: 'Cili' }
    });
    const comes = said(
      attendee('cili@szegvar.example', { name: 'Cili', delegatedFrom: ['anna@szegvar.example'] })
    );
    expect(judgeAnswer(comes, { invitees, holder: 'anna', from: 'cili@szegvar.example' })).toMatchObject({
      invitee: 'anna',
      status: 'accepted',
      substitute: { email: 'cili@szegvar.example', name: 'Cili' }
    });
  });

  test('of a program that lists everybody, the one whose token it is counts', () => {
    const everybody = said(
      attendee('bela@mindszent.example', { status: 'declined' }),
      attendee('anna@szegvar.example', { status: 'tentative' })
    );
    expect(judgeAnswer(everybody, { invitees, holder: 'anna', from: null })).toMatchObject({
      invitee: 'anna',
      status: 'tentative'
    });
    expect(judgeAnswer(everybody, { invitees, holder: null, from: 'someone@x.example' })).toEqual({
      outcome: 'aside',
      reason: 'no_answer'
    });
  });

  test('a proposal of another time is one, and a question is no answer', () => {
    const asked = { attendees: [attendee('anna@szegvar.example')] };
    const by = { invitees, holder: 'anna', from: 'anna@szegvar.example' };
    expect(judgeAnswer({ ...asked, method: 'COUNTER' }, by)).toMatchObject({ outcome: 'proposal' });
    expect(judgeAnswer({ ...asked, method: 'REQUEST' }, by)).toEqual({
      outcome: 'aside',
      reason: 'no_answer'
    });
    expect(judgeAnswer(said(), by)).toEqual({ outcome: 'aside', reason: 'no_answer' });
  });
});
