// Gathers what the domains add to a record's page.
import type { Database } from './db/database.server.ts';
import type { Domain, PageSection, SectionContext } from './domain.ts';

/** @param kind the record whose page it is, as activities call it: `organisation` */
export async function gatherSections(
  db: Database,
  domains: readonly Domain[],
  kind: string,
  context: SectionContext
): Promise<readonly PageSection[]> {
  const sections: PageSection[] = [];
  for (const domain of domains) {
    for (const give of domain.sections?.[kind] ?? []) {
      const section = await give(db, context);
      if (section) sections.push(section);
    }
  }
  return sections.sort((a, b) => a.order - b.order);
}
