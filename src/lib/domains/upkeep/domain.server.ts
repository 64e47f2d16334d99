// Upkeep: what is known to be true still, who is asked whether it is, and what is to be done where nobody says.
import type { Domain } from '#lib/platform/domain.ts';
import { askOrganisations } from './asking.server.ts';
import { writeToCaretakers } from './caretaker-mail.server.ts';
import { caretakerSection } from './caretakers.server.ts';
import { tellOfUpkeep } from './history.server.ts';
import { confirmByLink, correctByLink, goneByLink, refuseByLink } from './link-acts.server.ts';
import { territoryOf } from './policy.ts';
import { todoByLink } from './todo-link.server.ts';
import { columns } from './schema.server.ts';

export const domain: Domain = {
  name: 'upkeep',
  rank: 5,
  desk: [
    {
      label: 'upkeep.navigation',
      lead: 'upkeep.deskLead',
      path: '/upkeep',
      seenBy: (actor) => territoryOf(actor) !== null,
      order: 30
    }
  ],
  verbs: ['record.confirmed', 'upkeep.corrected', 'upkeep.gone', 'upkeep.silence', 'upkeep.put_off'],
  tellHistory: tellOfUpkeep,
  sections: { settlement: [caretakerSection] },
  columns,
  linkActs: [confirmByLink, correctByLink, goneByLink, refuseByLink, todoByLink],
  schedules: [
    { name: 'ask_organisations', everyMinutes: 12 * 60, run: askOrganisations },
    { name: 'write_to_caretakers', everyMinutes: 24 * 60, run: writeToCaretakers }
  ],
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleUpkeep(db, context),
  removeSample: async (tx) => (await import('./sample.server.ts')).removeSampleUpkeep(tx)
};
