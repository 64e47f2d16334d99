// Every way in which a file may be refused has a sentence of its own in both languages, and it says how to mend it.
import { describe, expect, test } from 'vitest';
import { wordsIn } from '../../../words.ts';
import { settlementImporter } from '#lib/domains/places/import.server.ts';
import type { FileFault, LookupFault, RowFault } from '#lib/domains/calendar/import-faults.ts';
import type { Importer } from '../domain.ts';
import { tableFaultCodes, type NotATable, type Refusal } from '../tabular/table.ts';
import { faultSentence, readingSentence, rowSentence } from './sentences.ts';

const languages = { hu: await wordsIn('hu'), en: await wordsIn('en') };
const inBoth = Object.entries(languages);

/** One of each: the compiler does not let one be missing, or one too many be there. */
const refusals: { readonly [Reason in Refusal['reason']]: Extract<Refusal, { reason: Reason }> } = {
  too_large: { reason: 'too_large', bytes: 30e6, limit: 20e6 },
  too_large_unpacked: { reason: 'too_large_unpacked', bytes: 90e6, limit: 50e6 },
  too_many_rows: { reason: 'too_many_rows', limit: 200_000 },
  too_many_columns: { reason: 'too_many_columns', columns: 700, limit: 500 },
  too_many_cells: { reason: 'too_many_cells', limit: 10_000_000 },
  empty: { reason: 'empty' },
  encrypted: { reason: 'encrypted' },
  not_a_table: { reason: 'not_a_table', kind: 'binary' },
  broken_quotes: { reason: 'broken_quotes', line: 7 },
  row_too_long: { reason: 'row_too_long', line: 7 },
  damaged: { reason: 'damaged' },
  unknown_sheet: { reason: 'unknown_sheet', sheet: 'Munka3', sheets: ['Munka1', 'Munka2'] },
  took_too_long: { reason: 'took_too_long', seconds: 30 }
};

const kinds: Readonly<Record<NotATable, true>> = {
  old_excel: true,
  open_document: true,
  archive: true,
  pdf: true,
  picture: true,
  web_page: true,
  json: true,
  calendar: true,
  binary: true
};

/** Words by which a person is told what to do. */
const advice = {
  hu: /mentse|ossza|törölje|töltse|válassz|nézze meg|tegye ki|írja|kérje|nyissa/i,
  en: /save|divide|delete|upload|choose|look whether|close it|write|ask for|open it/i
};

describe('a file that cannot be read', () => {
  test.each(Object.keys(refusals) as Refusal['reason'][])('is told why, and how to mend it: %s', (reason) => {
    for (const [language, words] of inBoth) {
      const sentence = readingSentence(words, refusals[reason]);
      expect(sentence).not.toBe(words.t('imports.reading.other', { reason }));
      expect(sentence).toMatch(advice[language as 'hu' | 'en']);
      expect(sentence).not.toMatch(/undefined|\{|\}/);
    }
  });

  test.each(Object.keys(kinds) as NotATable[])(
    'because it is something else is told what to choose instead: %s',
    (kind) => {
      for (const [language, words] of inBoth) {
        const sentence = readingSentence(words, { reason: 'not_a_table', kind });
        expect(sentence).toMatch(advice[language as 'hu' | 'en']);
        if (kind !== 'binary')
          expect(sentence).not.toBe(readingSentence(words, { reason: 'not_a_table', kind: 'binary' }));
      }
    }
  );

  test('says the row where there is one', () => {
    expect(readingSentence(languages.hu, refusals.broken_quotes)).toMatch(/^7\. sor: /);
    expect(readingSentence(languages.en, refusals.row_too_long)).toMatch(/^Row 7: /);
  });
});

const rowFaults: Readonly<Record<RowFault | LookupFault | FileFault, true>> = {
  not_a_date: true,
  impossible_date: true,
  ambiguous_date: true,
  not_a_time: true,
  missing: true,
  too_long: true,
  unknown_word: true,
  not_a_whole_number: true,
  not_a_website: true,
  not_degrees: true,
  half_a_point: true,
  not_yes_or_no: true,
  missing_day: true,
  missing_time: true,
  not_minutes: true,
  end_before_start: true,
  lasts_too_long: true,
  unknown_zone: true,
  rule_not_understood: true,
  rule_too_often: true,
  rule_never: true,
  not_understood: true,
  unknown_settlement: true,
  ambiguous_settlement: true,
  unknown_organisation: true,
  ambiguous_organisation: true,
  broken_json: true,
  no_events_in_json: true,
  too_much_to_read: true,
  calendar_line_unreadable: true,
  calendar_end_missing: true,
  calendar_end_without_begin: true,
  calendar_cut_off: true,
  calendar_nested_too_deep: true,
  calendar_too_large: true,
  calendar_too_many_events: true,
  calendar_too_many_problems: true,
  calendar_not_a_calendar: true,
  calendar_encoding_guessed: true,
  calendar_bytes_replaced: true,
  calendar_start_missing: true,
  calendar_start_wrong: true,
  calendar_end_before_start: true,
  calendar_duration_wrong: true,
  calendar_uid_repeated: true,
  calendar_instance_wrong: true,
  calendar_instance_repeated: true,
  calendar_uid_missing: true,
  calendar_summary_missing: true,
  calendar_end_wrong: true,
  calendar_zone_unknown: true,
  calendar_rule_not_understood: true,
  calendar_rule_repeated: true,
  calendar_date_wrong: true,
  calendar_too_many_dates: true,
  calendar_status_unknown: true,
  calendar_position_wrong: true,
  calendar_address_wrong: true,
  calendar_text_cut: true,
  calendar_series_cut: true,
  calendar_series_missing: true,
  calendar_instance_text_ignored: true,
  calendar_later_instances_ignored: true,
  calendar_private: true,
  calendar_no_events: true
};

describe('a row with a fault', () => {
  test.each([...tableFaultCodes, ...Object.keys(rowFaults), 'contradicts_row'])(
    'has a sentence of its own in both languages: %s',
    (code) => {
      for (const [, words] of inBoth) {
        expect(words.lookUp(`imports.error.${code}`, { value: 'x', otherLine: 3 })).not.toBeNull();
        const sentence = faultSentence(words, { line: 9, field: null, code, value: 'x', otherLine: 3 });
        expect(sentence).not.toMatch(/undefined|\{|\}/);
        expect(sentence).not.toBe(words.t('imports.error.other', { value: 'x', code }));
      }
    }
  );

  test.each(['extra_cells', 'garbled', 'lost_letters'])(
    'whose cells cannot be trusted is told how to mend the file: %s',
    (code) => {
      for (const [language, words] of inBoth) {
        const sentence = rowSentence(words, settlementImporter as Importer, {
          line: 9,
          field: 'name',
          code,
          value: 'x'
        });
        expect(sentence).toMatch(language === 'hu' ? /^9\. sor, Név: / : /^Row 9, Name: /);
        expect(sentence).toMatch(/xlsx/);
      }
    }
  );
});
