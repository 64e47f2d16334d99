// Decisions and tasks as tables: of one circle for whoever may read them, of all circles what is public.
import type { Exporter } from '#lib/platform/exports/exporter.ts';
import { listDecisions, type ListedDecision } from './decision-queries.server.ts';
import { decisionMark } from './model.ts';
import { listTasks, type Task } from './task-queries.server.ts';

const batch = 500;

/** @param circle only this one's, the internal ones too when the request says so; without it what is public of all */
export function decisionExporter(circle?: string): Exporter<ListedDecision> {
  return {
    key: 'decisions',
    label: 'minutes.decisions.title',
    columns: [
      { label: 'minutes.column.circle', of: (row) => row.circle.name },
      { label: 'minutes.column.number', of: ({ number, decidedOn }) => decisionMark(number, decidedOn) },
      { label: 'minutes.column.day', of: ({ decidedOn }) => decidedOn },
      { label: 'minutes.column.decision', of: ({ text }) => text },
      { label: 'minutes.column.about', of: ({ about }) => about },
      { label: 'minutes.column.agreed', of: ({ agreed }) => agreed },
      { label: 'minutes.column.abstained', of: ({ abstained }) => abstained },
      { label: 'minutes.column.opposed', of: ({ opposed }) => opposed },
      {
        label: 'minutes.column.public',
        of: (row, words) => words.t(row.public ? 'minutes.yes' : 'minutes.no')
      }
    ],
    async *rows({ db, internal }) {
      for (let offset = 0; ; offset += batch) {
        const publicOnly = !(internal && circle);
        const rows = await listDecisions(db, { circle, publicOnly, limit: batch, offset });
        if (rows.length === 0) return;
        yield rows;
      }
    }
  };
}

export function taskExporter(circle: string): Exporter<Task> {
  return {
    key: 'tasks',
    label: 'minutes.tasks.title',
    columns: [
      { label: 'minutes.column.task', of: ({ text }) => text },
      {
        label: 'minutes.column.owner',
        internal: true,
        of: ({ owner, ownerName }) => owner?.name ?? ownerName
      },
      { label: 'minutes.column.due', of: ({ dueOn }) => dueOn },
      { label: 'minutes.column.state', of: ({ state }, words) => words.t(`minutes.taskState.${state}`) },
      { label: 'minutes.column.doneOn', of: ({ doneAt }) => doneAt?.toISOString().slice(0, 10) ?? null },
      { label: 'minutes.column.doneNote', internal: true, of: ({ doneNote }) => doneNote },
      { label: 'minutes.column.about', of: ({ about }) => about },
      { label: 'minutes.column.day', of: ({ meeting }) => meeting?.day ?? null },
      { label: 'minutes.column.carried', of: ({ carried }) => carried }
    ],
    async *rows({ db, internal }) {
      for (let offset = 0; ; offset += batch) {
        const rows = await listTasks(db, { circle, publicOnly: !internal, limit: batch, offset });
        if (rows.length === 0) return;
        yield rows;
      }
    }
  };
}
