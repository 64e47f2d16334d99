// Finds the settlement that somebody meant: by official code, by name, by postal code between namesakes, else what it could be.
import { byHungarian, didYouMean } from '#lib/core/hungarian.ts';
import { no, ok } from '#lib/core/result.ts';
import { nameKey, properName, type Settlement } from './model.ts';

export interface FindableSettlement extends Settlement {
  readonly kshCode: string | null;
  readonly postalCodes: readonly string[];
}

export interface Wanted {
  readonly name: string;
  readonly kshCode?: string | null;
  readonly postalCode?: string | null;
}

export type Found =
  | { ok: true; value: FindableSettlement }
  | { ok: false; reason: 'unknown'; suggestions: string[] }
  | { ok: false; reason: 'ambiguous'; suggestions: string[] };

export interface SettlementFinder {
  /**
   * The KSH code decides where it is given and known. Then the name, without regard to accents and capitals; where that fits
   * several (Komló, Kömlő), the exact spelling decides, then the postal code.
   */
  find(wanted: Wanted): Found;
  byId(id: string): FindableSettlement | null;
  byKshCode(code: string): FindableSettlement | null;
  readonly all: readonly FindableSettlement[];
}

export function settlementFinder(all: readonly FindableSettlement[]): SettlementFinder {
  const ids = new Map(all.map((settlement) => [settlement.id as string, settlement]));
  const codes = new Map(all.flatMap((each) => (each.kshCode ? [[each.kshCode, each] as const] : [])));
  const names = Map.groupBy(all, (settlement) => nameKey(settlement.name));
  const spellings = all.map((settlement) => settlement.name);
  const suggestions = new Map<string, string[]>();

  return {
    all,
    byId: (id) => ids.get(id) ?? null,
    byKshCode: (code) => codes.get(code.padStart(5, '0')) ?? null,
    find({ name, kshCode, postalCode }) {
      const byCode = kshCode ? codes.get(kshCode.padStart(5, '0')) : undefined;
      if (byCode) return ok(byCode);
      const key = nameKey(name);
      const same = names.get(key) ?? [];
      const [only] = same;
      if (only && same.length === 1) return ok(only);
      if (only) {
        const exact = same.find((settlement) => settlement.name === properName(name));
        if (exact) return ok(exact);
        const byPost = same.filter((settlement) => postalCode && settlement.postalCodes.includes(postalCode));
        if (byPost[0] && byPost.length === 1) return ok(byPost[0]);
        return no('ambiguous', { suggestions: same.map((settlement) => settlement.name).sort(byHungarian) });
      }
      let meant = suggestions.get(key);
      if (!meant) suggestions.set(key, (meant = didYouMean(name, spellings, 3)));
      return no('unknown', { suggestions: meant });
    }
  };
}
