// Joint projects: events of several organisations spread so that most residents have one near; and those who support them.
import type { Domain } from '#lib/platform/domain.ts';
import { waitingProjects } from './agenda.server.ts';
import {
  projectHistory,
  supporterHistory,
  tellOfProjects,
  tellThoseWhoTakePart,
  toldVerbs
} from './history.server.ts';
import { answerByLink } from './link-acts.server.ts';
import { proveProjects } from './plan.server.ts';
import { canEnterSupporters, canPlanProjects } from './policy.ts';
import { countAsked } from './queries.server.ts';
import { countSampleProjects, removeSampleProjects } from './sample-removal.server.ts';
import { columns } from './schema.server.ts';
import { searchableProjects, searchableSupporters } from './search-documents.server.ts';
import {
  itsProjects,
  itsSupporters,
  projectOfEvent,
  projectsHere,
  projectsOfCircle,
  projectsThere,
  supportersHere,
  supportersOfCircle,
  supportersOfEvent,
  supportersOfNeed
} from './sections.server.ts';
import { thanksByLink } from './supporter-mails.server.ts';

export const domain: Domain = {
  name: 'projects',
  rank: 6,
  desk: [
    {
      label: 'projects.navigation',
      lead: 'projects.deskLead',
      path: '/projects',
      seenBy: canPlanProjects,
      order: 55,
      waiting: (db, { actor }) => countAsked(db, actor)
    },
    {
      label: 'projects.supporters.title',
      lead: 'projects.supporters.deskLead',
      path: '/supporters',
      seenBy: canEnterSupporters,
      order: 56
    }
  ],
  verbs: [
    'project.begun',
    'project.changed',
    'project.planned',
    'project.replanned',
    'project.shared_out',
    'project.asked',
    'project.accepted',
    'project.declined',
    'project.made',
    'project.unmade',
    'project.confirmed',
    'project.unconfirmed',
    'supporter.entered',
    'supporter.changed',
    'supporter.removed',
    'supporter.gave',
    'supporter.gift_removed',
    'supporter.asked',
    'supporter.agreed',
    'supporter.withdrew',
    'supporter.thanked'
  ],
  columns,
  agenda: [waitingProjects],
  sections: {
    settlement: [projectsHere, supportersHere],
    organisation: [itsProjects, itsSupporters],
    venue: [projectsThere],
    event: [projectOfEvent, supportersOfEvent],
    circle: [projectsOfCircle, supportersOfCircle],
    offering: [supportersOfNeed]
  },
  searchables: [searchableProjects, searchableSupporters],
  historyOf: [projectHistory, supporterHistory],
  tellHistory: tellOfProjects,
  linkActs: [answerByLink, thanksByLink],
  subscriptions: [{ name: 'tell_of_project', verbs: toldVerbs, handle: tellThoseWhoTakePart }],
  schedules: [
    // Each search asks for this job itself; the schedule gives it its name.
    { name: 'compute', everyMinutes: 60, searches: true, run: (db, now) => proveProjects(db, now) }
  ],
  // The sample is pages of text: read only where it is wanted.
  sample: async (db, context) => (await import('./sample.server.ts')).loadSampleProjects(db, context),
  countSample: countSampleProjects,
  removeSample: removeSampleProjects
};
