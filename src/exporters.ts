// Everything that any domain gives out as a file.
import { domains } from './generated/domains.ts';
import type { Domain } from '#lib/platform/domain.ts';
import type { Exporter } from '#lib/platform/exports/exporter.ts';

export const exporters: readonly Exporter[] = (domains as readonly Domain[]).flatMap(
  (domain) => domain.exports ?? []
);
