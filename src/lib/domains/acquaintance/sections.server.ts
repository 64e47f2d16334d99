// What getting acquainted adds to the page of an organisation, for those who work here; nothing of it is ever public.
import { isColleague, worksFor } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { PageSection, SectionContext } from '#lib/platform/domain.ts';
import { listSteps, listVisits } from './queries.server.ts';
import { canRecordVisit } from './policy.ts';

const shown = 3;
const farAway = '9999-12-31';

/** Nothing for the public, nor for those of the organisation itself while nobody has been there. */
export async function whoHasBeenThere(
  db: Database,
  { id, slug, actor, words }: SectionContext
): Promise<PageSection | null> {
  if (!isColleague(actor) || !canRecordVisit(actor)) return null;
  const { visits, hasNext } = await listVisits(db, actor, { organisation: id, size: shown });
  if (visits.length === 0 && worksFor(actor, id)) return null;
  const steps = [
    ...(await listSteps(db, actor, { whose: 'mine', until: farAway, organisation: id })),
    ...(await listSteps(db, actor, { whose: 'others', until: farAway, organisation: id }))
  ];
  const [next] = steps.sort((a, b) => ((a.step?.day ?? '') < (b.step?.day ?? '') ? -1 : 1));
  return {
    order: 80,
    title: words.t('acquaintance.section.title'),
    text: [
      words.t('acquaintance.section.internal'),
      ...(next?.step
        ? [words.t('acquaintance.section.step', { step: next.step.text, day: words.date(next.step.day) })]
        : [])
    ],
    rows: visits.map((visit) => ({
      title: words.t('acquaintance.section.row', {
        kind: words.t(`acquaintance.kind.${visit.kind}`),
        day: words.date(visit.day)
      }),
      href: words.href(`/acquaintance/${visit.id}`),
      note: words.list(visit.visitors.map(({ name }) => name))
    })),
    empty: words.t('acquaintance.section.empty'),
    ...(hasNext
      ? {
          more: {
            href: words.href(`/acquaintance/visits?organisation=${slug}`),
            label: words.t('acquaintance.section.more')
          }
        }
      : {}),
    actions: [
      {
        href: words.href(`/acquaintance/new?organisation=${slug}`),
        label: words.t('acquaintance.section.add')
      },
      {
        href: words.href(`/acquaintance/sheet?organisation=${slug}`),
        label: words.t('acquaintance.section.sheet')
      }
    ]
  };
}
