// What the links about an agreement do: change it and say yes or no, and say afterwards whether it was.
// A yes to what somebody has changed in the meantime is a change of one's own: the others are asked about it again.
import type { CapabilityLink } from '#lib/platform/capability-links.server.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { LinkAct, LinkField } from '#lib/platform/domain.ts';
import type { Words } from '#lib/platform/words/words.ts';
import { findAgreement, lockAgreement, type Agreement, type Party } from './agreement-queries.server.ts';
import { whenText } from './agreement-words.ts';
import { writeAfterword, writeWord } from './agreements.server.ts';
import { agreementFields, readAgreement, readWords, type AgreementFields } from './input.ts';
import { holderOf, purposes, stillSpeaks } from './letters.server.ts';

export const agreeByLink: LinkAct = {
  purpose: purposes.agreement,
  async show(db, link, words) {
    const { agreement, by } = await partyOf(db, link, findAgreement);
    if (!agreement || !by) return null;
    const title = words.t('matches.agreement.title', { number: agreement.number });
    if (agreement.state !== 'draft')
      return {
        title,
        lead: words.t(`matches.agreement.lead_${agreement.state}`),
        facts: factsOf(words, agreement),
        choices: agreement.state === 'agreed' ? [noChoice(words)] : [],
        ...(agreement.state === 'agreed' ? { note: words.t('matches.agreement.whyNot') } : {})
      };
    return {
      title,
      lead: words.t(by.answer === 'yes' ? 'matches.agreement.leadWaits' : 'matches.agreement.lead_draft'),
      facts: factsOf(words, agreement),
      fields: fieldsOf(words, agreement, by),
      choices: [{ value: 'yes', label: words.t('matches.agreement.yes') }, noChoice(words)],
      note: words.t('matches.agreement.note')
    };
  },
  async act(tx, link, { choice, note, fields }, { now, words }) {
    const { agreement, by } = await partyOf(tx, link, lockAgreement);
    if (!agreement || !by) return { sentence: words.t('matches.agreement.lead_cancelled'), href: null };
    const word = choice === 'yes' ? 'yes' : 'no';
    const read = readAgreement((fields ?? {}) as Partial<AgreementFields>);
    if (word === 'yes' && agreement.state === 'draft') {
      if (!read.ok)
        return {
          mistakes: Object.fromEntries(
            Object.entries(read.faults).map(([field, fault]) => [field, words.t(`matches.error.${fault}`)])
          )
        };
    }
    const done = await writeWord(
      tx,
      holderOf(link.person),
      {
        agreement,
        by,
        edit: word === 'yes' && read.ok ? read.value : null,
        word,
        note: readWords(note)
      },
      now
    );
    if (!done.ok) return { sentence: words.t('matches.agreement.closed'), href: null };
    const { state } = done.value;
    return {
      sentence: words.t(
        state === 'agreed'
          ? 'matches.agreement.done_agreed'
          : state === 'cancelled'
            ? 'matches.agreement.done_cancelled'
            : 'matches.agreement.done_yes'
      ),
      href: null
    };
  }
};

export const afterwardsByLink: LinkAct = {
  purpose: purposes.afterwards,
  async show(db, link, words) {
    const { agreement, by } = await partyOf(db, link, findAgreement);
    if (!agreement || !by) return null;
    const title = words.t('matches.afterwards.title');
    const facts = factsOf(words, agreement);
    if (by.fulfilled !== null || agreement.state === 'cancelled' || agreement.state === 'draft')
      return { title, lead: words.t('matches.afterwards.said'), facts, choices: [] };
    return {
      title,
      lead: words.t('matches.afterwards.lead'),
      facts,
      choices: [
        { value: 'public', label: words.t('matches.afterwards.yesPublic') },
        { value: 'yes', label: words.t('matches.afterwards.yes') },
        { value: 'no', label: words.t('matches.afterwards.no') }
      ],
      note: words.t('matches.afterwards.note')
    };
  },
  async act(tx, link, { choice, note }, { now, words }) {
    const { agreement, by } = await partyOf(tx, link, lockAgreement);
    const said = words.t('matches.afterwards.said');
    if (!agreement || !by) return { sentence: said, href: null };
    const done = await writeAfterword(
      tx,
      holderOf(link.person),
      {
        agreement,
        by,
        word: choice === 'no' ? 'no' : 'yes',
        text: readWords(note),
        isPublic: choice === 'public'
      },
      now
    );
    if (!done.ok) return { sentence: said, href: null };
    return {
      sentence: words.t(choice === 'no' ? 'matches.afterwards.doneNo' : 'matches.afterwards.doneYes'),
      href: null
    };
  }
};

export function factsOf(words: Words, agreement: Agreement): { term: string; text: string }[] {
  const { what, place, parties } = agreement;
  return [
    { term: words.t('matches.agreement.about'), text: what },
    { term: words.t('matches.agreement.field.when'), text: whenText(words, agreement) },
    ...(place ? [{ term: words.t('matches.agreement.at'), text: place }] : []),
    ...parties.map(({ name, gives }) => ({
      term: name,
      text: gives || words.t('matches.agreement.nothingYet')
    }))
  ];
}

function fieldsOf(words: Words, agreement: Agreement, { gives }: Party): LinkField[] {
  const values: AgreementFields = {
    what: agreement.what,
    place: agreement.place ?? '',
    startsOn: agreement.startsOn ?? '',
    endsOn: agreement.endsOn ?? '',
    gives
  };
  return agreementFields.map((name) => ({
    name,
    label: words.t(`matches.agreement.field.${name}`),
    value: values[name],
    ...(name === 'what' ? { required: true } : {}),
    type: name === 'startsOn' || name === 'endsOn' ? 'date' : name === 'place' ? 'text' : 'textarea'
  }));
}

function noChoice(words: Words): { value: string; label: string } {
  return { value: 'no', label: words.t('matches.agreement.no') };
}

async function partyOf(
  db: Database,
  link: CapabilityLink,
  find: (db: Database, id: string) => Promise<Agreement | null>
): Promise<{ agreement: Agreement | null; by: Party | null }> {
  const { agreement: id, party } = link.subject as { agreement: string; party: string };
  const agreement = await find(db, id);
  const by = agreement?.parties.find((each) => each.id === party) ?? null;
  return { agreement, by: by && (await stillSpeaks(db, link, by.offering)) ? by : null };
}
