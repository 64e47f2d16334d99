// Tables of agendas, decisions, tasks and minutes, and of what was typed at the table.
import type { ColumnType, Generated } from 'kysely';
import type { Id } from '#lib/core/ids.ts';
import { nothingPersonal, type PersonalColumn, type TableDeclarations } from '#lib/platform/personal-data.ts';
import type { DoneHow, ItemState, MinutesState, TaskState, Voice } from './model.ts';

declare global {
  interface Tables {
    agenda_item: AgendaItemTable;
    decision: {
      id: Id<'decision'>;
      circle_id: Id<'circle'>;
      meeting_id: Id<'meeting'>;
      item_id: Id<'agenda_item'> | null;
      number: number | null;
      text: string;
      public: Generated<boolean>;
      /** Day. */
      decided_on: string;
      position: number;
      created_at: Date;
      updated_at: Date;
    };
    decision_voice: { decision_id: Id<'decision'>; member_id: Id<'circle_member'>; voice: Voice };
    task: TaskTable;
    minutes: MinutesTable;
    minutes_voice: {
      meeting_id: Id<'meeting'>;
      member_id: Id<'circle_member'>;
      version: number;
      voice: 'approved' | 'correction';
      note: string | null;
      settled_at: Date | null;
      at: Date;
    };
    table_change: {
      meeting_id: Id<'meeting'>;
      change_id: string;
      path: string;
      stamp: number;
      seq: number;
      base: string;
      value: string;
      person_id: Id<'person'> | null;
      applied_at: Date;
    };
  }
}

/** Where the matter of an item can be read. */
export interface ItemSource {
  readonly kind: string;
  readonly id: string;
  readonly href: string | null;
}

export interface AgendaItemTable {
  id: Id<'agenda_item'>;
  meeting_id: Id<'meeting'>;
  position: number | null;
  title: string;
  detail: string | null;
  minutes_planned: number | null;
  lead_member_id: Id<'circle_member'> | null;
  source: ColumnType<ItemSource | null, string | null, string | null>;
  source_key: string | null;
  carried_from: Id<'meeting'> | null;
  proposed_by: Id<'circle_member'> | null;
  state: ItemState;
  notes: Generated<string>;
  public: Generated<boolean>;
  carried: Generated<boolean>;
  created_at: Date;
  updated_at: Date;
}

export interface TaskTable {
  id: Id<'task'>;
  circle_id: Id<'circle'>;
  meeting_id: Id<'meeting'> | null;
  item_id: Id<'agenda_item'> | null;
  decision_id: Id<'decision'> | null;
  text: string;
  owner_member_id: Id<'circle_member'> | null;
  owner_name: string | null;
  /** Day. */
  due_on: string | null;
  state: TaskState;
  done_at: Date | null;
  done_note: string | null;
  done_how: DoneHow | null;
  carried: Generated<number>;
  put_off: Generated<number>;
  /** Day. */
  reminded_on: string | null;
  public: Generated<boolean>;
  position: number;
  created_at: Date;
  updated_at: Date;
}

export interface MinutesTable {
  meeting_id: Id<'meeting'>;
  state: MinutesState;
  summary: Generated<string>;
  next_starts: string | null;
  next_note: string | null;
  version: Generated<number>;
  agenda_sent_at: Date | null;
  topics_asked_at: Date | null;
  sent_at: Date | null;
  /** Day. */
  silent_until: string | null;
  approved_at: Date | null;
  changed: Generated<boolean>;
  created_at: Date;
  updated_at: Date;
}

/** What a circle has decided stays, with whoever it names; erased is the name in it. */
const written: PersonalColumn = {
  purpose: 'minutes.privacy.record',
  seenBy: 'marked',
  kept: { until: 'object' },
  erasure: 'scrub'
};
const inside: PersonalColumn = { ...written, seenBy: 'colleagues' };
/** Of use while the minutes are being agreed on; a year after it nobody asks who typed what. */
const typed: PersonalColumn = {
  ...inside,
  purpose: 'minutes.privacy.typed',
  kept: { days: 400, after: 'applied_at' }
};

export const columns: TableDeclarations = {
  agenda_item: {
    ...nothingPersonal('id', 'meeting_id', 'position', 'minutes_planned', 'lead_member_id', 'source_key'),
    ...nothingPersonal('carried_from', 'proposed_by', 'state', 'public', 'carried', 'created_at'),
    ...nothingPersonal('updated_at', 'source'),
    title: written,
    detail: written,
    notes: written
  },
  decision: {
    ...nothingPersonal('id', 'circle_id', 'meeting_id', 'item_id', 'number', 'public', 'decided_on'),
    ...nothingPersonal('position', 'created_at', 'updated_at'),
    text: written
  },
  decision_voice: nothingPersonal('decision_id', 'member_id', 'voice'),
  task: {
    ...nothingPersonal('id', 'circle_id', 'meeting_id', 'item_id', 'decision_id', 'owner_member_id'),
    ...nothingPersonal('due_on', 'state', 'done_at', 'done_how', 'carried', 'put_off', 'reminded_on'),
    ...nothingPersonal('public', 'position', 'created_at', 'updated_at'),
    text: written,
    owner_name: written,
    done_note: written
  },
  minutes: {
    ...nothingPersonal('meeting_id', 'state', 'next_starts', 'version', 'agenda_sent_at', 'topics_asked_at'),
    ...nothingPersonal('sent_at', 'silent_until', 'approved_at', 'changed', 'created_at', 'updated_at'),
    summary: written,
    next_note: written
  },
  minutes_voice: {
    ...nothingPersonal('meeting_id', 'member_id', 'version', 'voice', 'settled_at', 'at'),
    note: { ...inside, names: { through: 'member_id', of: 'circle_member' } }
  },
  table_change: {
    ...nothingPersonal('meeting_id', 'change_id', 'path', 'stamp', 'seq', 'applied_at'),
    base: typed,
    value: typed,
    person_id: { ...typed, names: 'id', erasure: 'clear' }
  }
};
