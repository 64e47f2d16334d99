// The facts from which the public statements are made, how an administrator gives them, and which of them are missing.
import * as v from 'valibot';
import { oneLine } from '#lib/core/text.ts';
import { isEmail } from '../mail/address.ts';
import type { Installation } from '../installation.server.ts';
import type { PlainKey } from '../personal-data.ts';

declare global {
  interface InstallationFacts {
    statements: StatementFacts;
  }
}

export interface StatementFacts {
  readonly hosting?: string;
  readonly mailProvider?: string;
  /** Said only when no data leaves the European Economic Area. */
  readonly transfer?: 'no';
  /** To whom people turn who cannot use something; else the operator's address. */
  readonly accessibilityContact?: string;
  /** The day on which the operator last reviewed accessibility. */
  readonly reviewedOn?: string;
}

/** As the form names them. */
export const statementFields = [
  'name',
  'address',
  'email',
  'officer',
  'officerEmail',
  'hosting',
  'mailProvider',
  'accessibilityContact'
] as const;
export type StatementField = (typeof statementFields)[number] | 'transfer' | 'reviewedOn';

export type StatementForm = Readonly<Record<StatementField, string>>;

export interface StatementError {
  readonly field: StatementField;
  readonly message: PlainKey;
}

/** What a form filled in with the facts of now holds. */
export function statementForm({ operator, dataProtection, statements }: Installation): StatementForm {
  return {
    name: operator?.name ?? '',
    address: operator?.address ?? '',
    email: operator?.email ?? '',
    officer: dataProtection?.name ?? '',
    officerEmail: dataProtection?.email ?? '',
    hosting: statements?.hosting ?? '',
    mailProvider: statements?.mailProvider ?? '',
    accessibilityContact: statements?.accessibilityContact ?? '',
    transfer: statements?.transfer ?? '',
    reviewedOn: statements?.reviewedOn ?? ''
  };
}

/** What readers of the statements would look for in vain. */
export function missingFacts({ operator, statements }: Installation): readonly PlainKey[] {
  return [
    ...(operator?.name ? [] : ['privacy.missing.name' as const]),
    ...(operator?.address ? [] : ['privacy.missing.address' as const]),
    ...(operator?.email ? [] : ['privacy.missing.email' as const]),
    ...(statements?.hosting ? [] : ['privacy.missing.hosting' as const]),
    ...(statements?.transfer ? [] : ['privacy.missing.transfer' as const])
  ];
}

const longest = 300;

/** @param today the last day on which somebody can have reviewed anything */
export function readStatementForm(
  form: FormData,
  today: string
): { readonly values: StatementForm; readonly errors: readonly StatementError[] } {
  const text = (field: StatementField): string => {
    const value = form.get(field);
    return typeof value === 'string' ? oneLine(value) : '';
  };
  const values: StatementForm = {
    name: text('name'),
    address: text('address'),
    email: text('email').toLowerCase(),
    officer: text('officer'),
    officerEmail: text('officerEmail').toLowerCase(),
    hosting: text('hosting'),
    mailProvider: text('mailProvider'),
    accessibilityContact: text('accessibilityContact'),
    transfer: text('transfer') === 'no' ? 'no' : '',
    reviewedOn: text('reviewedOn')
  };
  const errors: StatementError[] = statementFields.flatMap((field): StatementError[] =>
    values[field].length > longest ? [{ field, message: 'privacy.register.tooLong' }] : []
  );
  for (const field of ['email', 'officerEmail'] as const)
    if (values[field] && !isEmail(values[field]))
      errors.push({ field, message: 'privacy.register.emailWrong' });
  // Each of these pairs is one fact: half of it names nobody.
  if (!values.name && (values.address || values.email))
    errors.push({ field: 'name', message: 'privacy.register.nameMissing' });
  if (Boolean(values.officer) !== Boolean(values.officerEmail))
    errors.push({
      field: values.officer ? 'officerEmail' : 'officer',
      message: 'privacy.register.officerHalf'
    });
  const { reviewedOn } = values;
  if (
    reviewedOn &&
    !(v.safeParse(v.pipe(v.string(), v.isoDate()), reviewedOn).success && reviewedOn <= today)
  )
    errors.push({ field: 'reviewedOn', message: 'privacy.register.dayWrong' });
  return { values, errors };
}
