// The table of what can be found.
import type { ColumnType, Generated } from 'kysely';
import { nothingPersonal, type TableDeclarations } from '../personal-data.ts';

declare global {
  interface Tables {
    search_document: {
      kind: string;
      object_id: string;
      path: string;
      title: string;
      summary: string | null;
      body: string | null;
      labels: string;
      place_slug: string | null;
      place_name: string | null;
      lat: number | null;
      lon: number | null;
      facets: string[];
      /** [begin, end) in minutes since 1970. */
      times: ColumnType<[number, number][], string, string>;
      is_place: boolean;
      version: Generated<number>;
      removed: Generated<boolean>;
    };
  }
}

/** Copies of public texts: they hold what the records hold, and change with them. */
export const columns: TableDeclarations = {
  search_document: nothingPersonal(
    'kind',
    'object_id',
    'path',
    'title',
    'summary',
    'body',
    'labels',
    'place_slug',
    'place_name',
    'lat',
    'lon',
    'facets',
    'times',
    'is_place',
    'version',
    'removed'
  )
};
