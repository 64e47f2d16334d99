// Reads the form in which an administrator says what the house is called and who answers for it.
import * as v from 'valibot';
import { oneLine } from '#lib/core/text.ts';
import { isEmail } from '../mail/address.ts';
import type { Locale } from '../words/paths.ts';
import type { Installation } from '../installation.server.ts';

export type HouseFacts = {
  readonly [Fact in 'name' | 'operator' | 'dataProtection' | 'languages']: Installation[Fact] | null;
};

/** `code` has the message `setup.house.wrong.<code>`. */
export interface HouseFault {
  readonly field: string;
  readonly code:
    'too_long' | 'email_wrong' | 'operator_missing' | 'contact_missing' | 'contact_email_missing';
}

export type HouseRead =
  | { readonly ok: true; readonly value: HouseFacts }
  | { readonly ok: false; readonly faults: readonly HouseFault[] };

/** Longer ones do not fit the head of a page on a telephone. */
export const longestHouseName = 60;

const line = (longest: number) =>
  v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(longest, 'too_long'));
const email = v.pipe(
  line(254),
  v.check((text) => text === '' || isEmail(text), 'email_wrong')
);

const schema = v.object({
  name: line(longestHouseName),
  operator: line(200),
  address: line(300),
  email,
  contact: line(200),
  contactEmail: email,
  english: line(10)
});

/** What is left empty is a fact that is not there: null. */
export function readHouseForm(form: FormData): HouseRead {
  const texts = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const parsed = v.safeParse(schema, texts);
  if (!parsed.success)
    return {
      ok: false,
      faults: parsed.issues.map((issue) => ({
        field: v.getDotPath(issue) ?? '',
        code: issue.message as HouseFault['code']
      }))
    };
  const faults = halfSaid(parsed.output);
  return faults.length > 0 ? { ok: false, faults } : { ok: true, value: factsOf(parsed.output) };
}

export function houseValues({
  name,
  operator,
  dataProtection,
  languages
}: Installation): Record<string, string> {
  return {
    name: name ?? '',
    operator: operator?.name ?? '',
    address: operator?.address ?? '',
    email: operator?.email ?? '',
    contact: dataProtection?.name ?? '',
    contactEmail: dataProtection?.email ?? '',
    english: !languages || languages.includes('en') ? 'yes' : ''
  };
}

type Typed = v.InferOutput<typeof schema>;

/** An address without a name, a person whom nobody can reach. */
function halfSaid({ operator, address, email, contact, contactEmail }: Typed): HouseFault[] {
  const faults: HouseFault[] = [];
  if (operator === '' && (address !== '' || email !== ''))
    faults.push({ field: 'operator', code: 'operator_missing' });
  if (contact === '' && contactEmail !== '') faults.push({ field: 'contact', code: 'contact_missing' });
  if (contact !== '' && contactEmail === '')
    faults.push({ field: 'contactEmail', code: 'contact_email_missing' });
  return faults;
}

function factsOf({ name, operator, address, email, contact, contactEmail, english }: Typed): HouseFacts {
  const languages: readonly Locale[] = english ? ['hu', 'en'] : ['hu'];
  return {
    name: name || null,
    operator: operator
      ? { name: operator, ...(address ? { address } : {}), ...(email ? { email: email.toLowerCase() } : {}) }
      : null,
    dataProtection: contact ? { name: contact, email: contactEmail.toLowerCase() } : null,
    languages
  };
}
