// The form in which a party changes an agreement and says yes to it, also when another party was quicker.
import type { Actor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import { begunField, begunText, saveOver, type Begun } from '#lib/platform/meanwhile.ts';
import { findAgreement, type Agreement, type Party } from './agreement-queries.server.ts';
import { sayToAgreement } from './agreements.server.ts';
import {
  agreementFields,
  readAgreement,
  readWords,
  type AgreementFault,
  type AgreementField,
  type AgreementFields
} from './input.ts';

export interface ShownAgreement {
  readonly values: Record<string, string>;
  readonly faults: Partial<Record<AgreementField, AgreementFault>>;
  readonly meanwhile: { readonly conflicts: readonly string[]; readonly since: Date } | null;
}

export function shownAgreement(agreement: Agreement, by: Party): ShownAgreement {
  const values = valuesOf(agreement, by);
  return {
    values: { ...values, [begunField]: begunText(begunFrom(agreement, by)) },
    faults: {},
    meanwhile: null
  };
}

export async function handleAgreementForm(
  db: Database,
  actor: Actor,
  { form, agreement, by, now }: { form: FormData; agreement: Agreement; by: Party; now: Date }
): Promise<{ readonly saved: Agreement } | ShownAgreement | { readonly hidden: true }> {
  const over = await saveOver<{ saved: Agreement } | ShownAgreement | { hidden: true }>(form, {
    groups: [['startsOn', 'endsOn']],
    current: async () => {
      const there = (await findAgreement(db, agreement.id)) ?? agreement;
      return begunFrom(there, there.parties.find(({ id }) => id === by.id) ?? by);
    },
    save: async (sent, from) => {
      const read = readAgreement(fieldsIn(sent));
      if (!read.ok) return { values: textsOf(sent), faults: read.faults, meanwhile: null };
      const note = sent.get('note');
      const said = await sayToAgreement(
        db,
        actor,
        {
          id: agreement.id,
          party: by.id,
          edit: read.value,
          word: 'yes',
          note: typeof note === 'string' ? readWords(note) : null,
          from
        },
        now
      );
      if (said.ok) return { saved: said.value };
      return said.reason === 'changed_meanwhile' ? said.reason : { hidden: true };
    }
  });
  if ('answer' in over) return over.answer;
  return {
    values: textsOf(over.form),
    faults: {},
    meanwhile: { conflicts: over.conflicts, since: over.since }
  };
}

function valuesOf({ what, place, startsOn, endsOn }: Agreement, { gives }: Party): AgreementFields {
  return { what, place: place ?? '', startsOn: startsOn ?? '', endsOn: endsOn ?? '', gives };
}

function begunFrom(agreement: Agreement, by: Party): Begun {
  const values = valuesOf(agreement, by);
  return {
    at: agreement.updatedAt,
    fields: new Map(agreementFields.flatMap((name) => (values[name] ? [[name, [values[name]]]] : [])))
  };
}

function textsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))
  );
}

function fieldsIn(form: FormData): Partial<AgreementFields> {
  return textsOf(form);
}
