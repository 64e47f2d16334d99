import { fail, redirect } from '@sveltejs/kit';
import type { Actions, PageServerLoad } from './$types';
import { countTry } from '#lib/domains/people/attempt-limits.server.ts';
import { networkOf } from '#lib/domains/people/attempt-network.ts';
import { askedFrom, askedQuery, termsAsked } from '#lib/domains/services/asked.ts';
import {
  countByHeading,
  farthestKm,
  findAnswers,
  settlementAsked
} from '#lib/domains/services/find.server.ts';
import { recordNeed } from '#lib/domains/services/needs.server.ts';
import { stateSaid } from '#lib/domains/services/opening-words.ts';
import { canAddService, needsSeenBy } from '#lib/domains/services/policy.ts';
import type { FullService } from '#lib/domains/services/queries.server.ts';
import { wordsIn } from '../../../words.ts';

const pageSize = 12;

export const load: PageServerLoad = async ({ locals: { db, actor, now, locale }, url }) => {
  const asked = askedFrom(url.searchParams);
  const { settlement: chosen, suggestions } = await settlementAsked(db, asked.near);
  const terms = termsAsked(asked);
  const isAsked = asked.question !== '' || terms.length > 0;
  const words = await wordsIn(locale);
  const unknownPlace = asked.near !== '' && !chosen;
  const {
    answers: found,
    settlement,
    meant
  } = isAsked && !unknownPlace
    ? await findAnswers(db, { question: asked.question, terms, settlement: chosen, locale })
    : { answers: [], settlement: chosen, meant: null };
  const pages = Math.max(1, Math.ceil(found.length / pageSize));
  const page = Math.min(asked.page, pages);
  return {
    asked: { ...asked, page },
    isAsked,
    settlement: settlement && { id: settlement.id, name: settlement.name, slug: settlement.slug },
    suggestions,
    meant,
    total: found.length,
    pages,
    answers: found.slice((page - 1) * pageSize, page * pageSize).map(({ service, place, km }) => ({
      slug: service.slug,
      name: service.name,
      description: service.description,
      organisation: service.organisation.name,
      phone: service.phones[0] ?? null,
      free: service.free,
      km,
      place: place && { name: place.name, settlement: place.settlement.name, street: place.street },
      near: km === null || km <= farthestKm ? placeOf(service.organisation) : null,
      ways: service.ways,
      state: stateSaid(words, service, place?.id ?? null, now)
    })),
    headings: isAsked ? [] : [...(await countByHeading(db))].map(([heading, count]) => ({ heading, count })),
    recorded: url.searchParams.get('recorded'),
    canAdd: actor.kind === 'person' && canAddService(actor),
    seesNeeds: needsSeenBy(actor) !== null
  };
};

function placeOf({ settlement, street }: FullService['organisation']): string | null {
  return settlement && [settlement.name, street].filter(Boolean).join(', ');
}

/** From one network: a village behind one address may ask this much in an hour, and no machine more. */
const needLimit = (address: string) => ({ of: `need from ${networkOf(address)}`, tries: 20, minutes: 60 });

export const actions: Actions = {
  record: async ({ locals: { db, now, locale }, request, getClientAddress }) => {
    const words = await wordsIn(locale);
    const form = await request.formData();
    const parameters = new URLSearchParams();
    for (const name of ['q', 'near', 'situation', 'heading', 'term'])
      parameters.set(name, String(form.get(name) ?? ''));
    const asked = askedFrom(parameters);
    const { settlement } = await settlementAsked(db, asked.near);
    const [term] = termsAsked(asked);
    const question =
      asked.question ||
      (asked.situation ? words.t(`services.situation.${asked.situation}`) : '') ||
      (asked.heading && !asked.term ? words.t(`services.heading.${asked.heading}`) : '') ||
      (term ? words.t(`services.term.${term}`) : '');
    if (question === '') return fail(400, { refused: 'nothing_asked' as const });
    const counted = await countTry(db, [needLimit(getClientAddress())], now);
    if (!counted.ok) return fail(429, { refused: 'too_many' as const });
    const recorded = await recordNeed(db, { question, settlement: settlement?.id ?? null }, now);
    if (!recorded.ok) return fail(400, { refused: recorded.reason });
    redirect(303, words.href(`/services${askedQuery(asked, { recorded: 'yes' })}`));
  }
};
