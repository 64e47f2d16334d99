// The joint projects and supporters of the sample region: one that waits for answers, one that is being planned, and who helps.
import { addDays } from '#lib/core/time.ts';
import type { Id } from '#lib/core/ids.ts';
import { system } from '#lib/platform/actor.ts';
import type { Database } from '#lib/platform/db/database.server.ts';
import type { SampleContext } from '#lib/platform/domain.ts';
import { listMicroRegions, loadSettlementFinder } from '#lib/domains/places/queries.server.ts';
import { fromSample } from '#lib/domains/registry/model.ts';
import { sampleIds } from '#lib/domains/registry/sample.server.ts';
import { createProject } from './operations.server.ts';
import { takeFound } from './planning.server.ts';
import { sampleProjects, sampleSupporters, type SampleProject, type SampleSupporter } from './sample.ts';
import { addGift, enterSupporter } from './supporter-operations.server.ts';
import { setThanks } from './thanks.server.ts';

const wording = 'Hozzájárulok, hogy a támogatásomat a nevemmel együtt nyilvánosan megköszönjék.';

/** Expects a database with the sample's register. */
export async function loadSampleProjects(tx: Database, context: SampleContext): Promise<void> {
  const { organisations } = await sampleIds(tx);
  const regions = await listMicroRegions(tx);
  const idOf = (key: string): string => {
    const id = organisations.get(key);
    if (!id) throw new Error(`The sample region has no organisation «${key}»`);
    return id;
  };
  for (const [index, project] of sampleProjects.entries()) {
    const region = regions.find(({ slug }) => slug === project.region);
    if (!region) continue;
    await loadProject(tx, { project, index, region, idOf }, context);
  }
  const finder = await loadSettlementFinder(tx);
  for (const [index, supporter] of sampleSupporters.entries()) {
    const home = finder.find({ name: supporter.settlement });
    if (!home.ok) throw new Error(`The sample region has no settlement «${supporter.settlement}»`);
    const organisation = supporter.organisation ? idOf(supporter.organisation) : null;
    await loadSupporter(tx, { supporter, index, settlement: home.value.id, organisation }, context);
  }
}

async function loadProject(
  tx: Database,
  {
    project,
    index,
    region,
    idOf
  }: {
    project: SampleProject;
    index: number;
    region: { name: string; settlements: readonly { id: string }[] };
    idOf: (key: string) => string;
  },
  { now, today }: SampleContext
): Promise<void> {
  const { lead, partners, asked, begins, lasts, ...facts } = project;
  const made = await createProject(
    tx,
    system,
    {
      facts: {
        ...facts,
        lead: idOf(lead),
        partners: partners.map(idOf),
        territory: region.name,
        settlements: region.settlements.map(({ id }) => id),
        firstDay: addDays(today, begins),
        lastDay: addDays(today, begins + lasts)
      },
      origin: { source: fromSample, externalId: `project-${index}` }
    },
    now
  );
  if (!made.ok || !asked) return;
  const id = made.value.id as Id<'project'>;
  await takeFound(tx, system, { id }, now);
  // Asked some days ago, and answered by some; no mails leave for what is only a sample.
  await tx.updateTable('project').set({ state: 'asked' }).where('id', '=', id).execute();
  await tx
    .updateTable('project_partner')
    .set({ asked_at: now })
    .where('project_id', '=', id)
    .where('organisation_id', '!=', idOf(lead))
    .execute();
  await tx
    .updateTable('project_partner')
    .set({ answer: 'yes', answered_at: now, answered_how: 'online' })
    .where('project_id', '=', id)
    .where('organisation_id', 'in', partners.slice(0, 2).map(idOf))
    .execute();
}

async function loadSupporter(
  tx: Database,
  {
    supporter,
    index,
    settlement,
    organisation
  }: { supporter: SampleSupporter; index: number; settlement: string; organisation: string | null },
  { now, today }: SampleContext
): Promise<void> {
  const { gifts, thanks } = supporter;
  const entered = await enterSupporter(
    tx,
    system,
    {
      facts: {
        ...{ name: supporter.name, kind: supporter.kind, gives: supporter.gives, what: supporter.what },
        ...{ organisation, settlement, website: null, note: supporter.note ?? null, language: 'hu' },
        contactName: supporter.contact ?? null,
        contactEmail: supporter.email ?? null,
        contactPhone: null
      },
      origin: { source: fromSample, externalId: `supporter-${index}` }
    },
    now
  );
  if (!entered.ok) return;
  const { id } = entered.value;
  for (const { ago, ...gift } of gifts)
    await addGift(
      tx,
      system,
      {
        supporter: id,
        facts: {
          amountHuf: null,
          hours: null,
          ...gift,
          day: addDays(today, -ago),
          purpose: null
        }
      },
      now
    );
  if (thanks !== 'private')
    await setThanks(tx, { id }, { how: 'paper', amounts: thanks === 'amounts', wording }, now);
}
