// Everything that any domain takes from files.
import { domains } from '../../../../generated/domains.ts';
import type { Domain, Importer } from '#lib/platform/domain.ts';

export const importers: readonly Importer[] = (domains as readonly Domain[]).flatMap(
  (domain) => domain.importers ?? []
);

export function importerOf(kind: string): Importer | null {
  return importers.find(({ key }) => key === kind) ?? null;
}
