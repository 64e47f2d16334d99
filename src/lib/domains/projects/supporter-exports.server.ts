// Who gave what, as a table: for those who keep the supporters, with everything; amounts and contacts go to nobody else.
import type { Actor } from '#lib/platform/actor.ts';
import type { Exporter } from '#lib/platform/exports/exporter.ts';
import { thanksOf, type Gift, type Supporter } from './model.ts';
import { listGifts, listSupporters, publicGift } from './supporters.server.ts';

interface Given {
  readonly supporter: Supporter;
  /** Null for one of whom nothing is written down yet. */
  readonly gift: Gift | null;
}

const batch = 50;

/** @param keeper whose supporters they are when the request is for what is internal; else those thanked in public */
export function supporterExporter(keeper: Actor): Exporter<Given> {
  return {
    key: 'supporters',
    label: 'projects.supporters.title',
    columns: [
      { label: 'projects.supporter.name', of: ({ supporter }) => supporter.name },
      {
        label: 'projects.supporter.kind',
        of: ({ supporter }, words) => words.t(`projects.kind.${supporter.kind}`)
      },
      {
        label: 'projects.supporter.whom',
        of: ({ supporter }) => supporter.organisation?.name ?? supporter.settlement.name
      },
      { label: 'projects.supporter.settlement', of: ({ supporter }) => supporter.settlement.name },
      { label: 'projects.supporter.what', of: ({ supporter }) => supporter.what },
      { label: 'projects.gift.day', of: ({ gift }) => gift?.day ?? null },
      {
        label: 'projects.gift.kind',
        of: ({ gift }, words) => (gift ? words.t(`projects.gives.${gift.kind}`) : null)
      },
      { label: 'projects.gift.what', of: ({ gift }) => gift?.what ?? null },
      { label: 'projects.gift.amount', of: ({ gift }) => gift?.amountHuf ?? null },
      { label: 'projects.gift.hoursLabel', of: ({ gift }) => gift?.hours ?? null },
      { label: 'projects.gift.for', of: ({ gift }) => gift?.purpose?.title ?? null },
      {
        label: 'projects.gift.thanked',
        internal: true,
        of: ({ gift }) => gift?.thankedAt?.toISOString().slice(0, 10) ?? null
      },
      {
        label: 'projects.supporter.contactName',
        internal: true,
        of: ({ supporter }) => supporter.contactName
      },
      {
        label: 'projects.supporter.contactEmail',
        internal: true,
        of: ({ supporter }) => supporter.contactEmail
      },
      {
        label: 'projects.supporter.contactPhone',
        internal: true,
        of: ({ supporter }) => supporter.contactPhone
      },
      {
        label: 'projects.supporter.thanks',
        internal: true,
        of: ({ supporter }, words) => words.t(`projects.thanks.${thanksOf(supporter)}`)
      }
    ],
    async *rows({ db, internal, filter }) {
      const text = filter.get('q') ?? '';
      for (let page = 1; ; page++) {
        const { rows } = await listSupporters(db, keeper, { text, kept: internal, page, pageSize: batch });
        if (rows.length === 0) return;
        const gifts: Gift[] = [];
        for (const supporter of rows) gifts.push(...(await listGifts(db, [supporter.id])));
        yield rows.flatMap((supporter): Given[] => {
          const own = gifts.filter((gift) => gift.supporter === supporter.id);
          const given = own.map((gift) => (internal ? gift : publicGift(gift, supporter)));
          return given.length > 0 ? given.map((gift) => ({ supporter, gift })) : [{ supporter, gift: null }];
        });
        if (rows.length < batch) return;
      }
    }
  };
}
