// The table of notifications, and what it says about people.
import type { Id } from '#lib/core/ids.ts';
import type { MailItem, MailText } from '../mail/content.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '../personal-data.ts';
import type { ColumnType } from 'kysely';

/** A jsonb column: read as a value, written as its JSON text. */
type Json<T> = ColumnType<T, string, string>;

declare global {
  interface Tables {
    notification: {
      id: Id<'notification'>;
      person_id: Id<'person'>;
      /** `domain.what`, for those who count or look for them. */
      kind: string;
      batch: string;
      /** When the batch began. */
      started_at: Date;
      /** When the latest of it was done. */
      at: Date;
      /** Without the names of people: `who` and `whom` are filled in when it is read. */
      text: Json<MailText>;
      details: Json<MailItem[]>;
      /** A path as the routes are named. */
      href: string;
      doer_id: Id<'person'> | null;
      by_person: boolean;
      about_id: Id<'person'> | null;
      read_at: Date | null;
      mail_id: Id<'mail'> | null;
    };
  }
}

export const keptDays = 180;

const told: PersonalColumn = {
  purpose: 'privacy.purpose.notification',
  seenBy: 'person',
  kept: { days: keptDays, after: 'at' },
  erasure: 'delete row'
};

export const columns: TableDeclarations = {
  notification: {
    ...nothingPersonal('id', 'kind', 'batch', 'started_at', 'href', 'by_person', 'mail_id'),
    person_id: { ...told, names: 'id' },
    at: told,
    read_at: told,
    text: { ...told, erasure: 'scrub' },
    details: { ...told, erasure: 'scrub' },
    // In what others were told of the person, the words «a deleted user» take the place of the name.
    doer_id: { ...told, names: 'id', erasure: 'clear', repeats: true },
    about_id: { ...told, names: 'id', erasure: 'clear', repeats: true }
  }
};
