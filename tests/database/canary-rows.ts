// One row of every table that can hold personal data, with a canary in each of its fields: a new table fails the test until it
// stands here.
import { canary, canaryEmail, canaryName } from './canary-words.ts';

export interface CanaryIds {
  readonly person: string;
  /** Somebody else, who stays. */
  readonly other: string;
  readonly organisation: string;
}

/** Columns by name; bytes as Uint8Array, JSON as objects. */
export type CanaryRow = Readonly<Record<string, unknown>>;

const at = new Date('2026-05-04T10:00:00Z');
const bytes = new TextEncoder().encode(`${canary} bytes`);
let count = 0;
const id = (): string => `019f0000-0000-7000-8000-${String(++count).padStart(12, '0')}`;
const json = { who: canaryName, list: [`írta: ${canaryName.toUpperCase()}nak`, { mail: canaryEmail }] };

const circleId = id();
const circleMemberId = id();
const circleCharterId = id();
const meetingId = id();
const agreementId = id();
const offeringId = id();
const othersOfferingId = id();
const ringId = id();
const projectId = id();
const supporterId = id();
const organisationSeatId = id();
const circleMember = (more: CanaryRow): CanaryRow => ({
  ...{ circle_id: circleId, role: 'member', locale: 'hu', joined_on: '2026-01-01' },
  ...{ created_at: at, updated_at: at, ...more }
});
const circleQuestion = (more: CanaryRow): CanaryRow => ({
  ...{ id: id(), circle_id: circleId, kind: 'question', locale: 'hu', state: 'open' },
  ...{ created_at: at, updated_at: at, ...more }
});

const mail = (more: CanaryRow): CanaryRow => ({
  id: id(),
  email: canaryEmail,
  name: canaryName,
  locale: 'hu',
  kind: 'essential',
  content: { subject: { plain: canaryName }, blocks: [] },
  state: 'sent',
  created_at: at,
  next_try_at: at,
  give_up_at: at,
  last_error: `550 <${canaryEmail}> unknown`,
  unsubscribe_path: `/leiratkozas/${canary}`,
  ...more
});

const inboundMail = (more: CanaryRow): CanaryRow => ({
  id: id(),
  received_at: at,
  from_email: 'mas@mas.example',
  from_name: 'Más',
  subject: canary,
  text: '',
  calendars: json,
  answers: [],
  automatic: false,
  state: 'aside',
  next_try_at: at,
  ...more
});

/** By table, in an order in which each finds what it refers to. The person and their role are there already. */
export const canaryRows: Readonly<Record<string, (ids: CanaryIds) => readonly CanaryRow[]>> = {
  person: () => [],
  role: ({ person, other, organisation }) => [
    {
      id: id(),
      person_id: other,
      kind: 'editor',
      organisation_id: organisation,
      given_by: person,
      created_at: at
    }
  ],
  activity: ({ person, other }) => [
    {
      id: id(),
      at,
      person_id: person,
      verb: 'canary.sang',
      object_kind: 'person',
      object_id: other,
      details: json
    },
    {
      id: id(),
      at,
      person_id: other,
      on_behalf_of: person,
      verb: 'canary.heard',
      object_kind: 'person',
      object_id: other,
      details: { person, ...json }
    }
  ],
  capability_link: ({ person, other }) => [
    {
      id: id(),
      token_hash: bytes,
      purpose: 'people.confirm_email',
      subject: json,
      person_id: person,
      created_at: at,
      expires_at: at
    },
    {
      id: id(),
      token_hash: new Uint8Array([1]),
      purpose: 'canary.other',
      subject: json,
      person_id: other,
      created_at: at,
      expires_at: at
    }
  ],
  consent: ({ person, other }) => [
    {
      id: consentId,
      person_id: person,
      email: canaryEmail,
      purpose: 'representation',
      wording_version: 1,
      wording: `${canaryName} hozzájárult.`,
      how: 'spoken',
      given_at: at,
      recorded_by: other
    },
    {
      id: id(),
      person_id: other,
      purpose: 'joining',
      wording_version: 1,
      wording: 'Más.',
      how: 'paper',
      given_at: at,
      recorded_by: person
    },
    {
      id: id(),
      email: canaryEmail,
      purpose: 'joining',
      wording_version: 1,
      wording: canary,
      how: 'online',
      given_at: at
    }
  ],
  data_export: ({ person }) => [
    { id: id(), person_id: person, locale: 'hu', asked_at: at, tables_total: 3, zip: bytes, ready_at: at }
  ],
  import_draft: ({ person }) => [
    {
      id: id(),
      kind: 'events',
      name: `${canary}.csv`,
      bytes,
      source: 'x',
      created_by: person,
      created_at: at
    }
  ],
  installation: () => [],
  invitation: ({ person, other, organisation }) => [
    {
      id: id(),
      email: canaryEmail,
      name: canaryName,
      kind: 'editor',
      organisation_id: organisation,
      invited_by: other,
      created_at: at
    },
    {
      id: id(),
      email: 'mas@mas.example',
      name: 'Más',
      kind: 'editor',
      organisation_id: organisation,
      invited_by: person,
      created_at: at
    },
    { id: id(), email: 'uj@mas.example', name: canaryName, takes_over: person, created_at: at }
  ],
  job: () => [
    {
      id: id(),
      name: 'canary.job',
      payload: json,
      run_at: at,
      last_error: `Key (email)=(${canaryEmail}) exists`
    }
  ],
  join_request: ({ person, other, organisation }) => [
    {
      id: id(),
      organisation_id: organisation,
      person_id: person,
      name: canaryName,
      email: null,
      locale: 'hu',
      message: `${canary} üzen`,
      created_at: at
    },
    {
      id: id(),
      organisation_id: organisation,
      name: canaryName,
      email: canaryEmail,
      locale: 'hu',
      created_at: at
    },
    {
      id: id(),
      organisation_id: organisation,
      person_id: other,
      name: 'Más',
      locale: 'hu',
      created_at: at,
      decided_by: person
    }
  ],
  known_device: ({ person }) => [{ person_id: person, token_hash: bytes, last_seen_on: '2026-05-04' }],
  mail: ({ person, other }) => [
    mail({ person_id: person }),
    mail({ person_id: person, email: `regi-${canaryEmail}` }),
    mail({ email: canaryEmail.toUpperCase(), name: canary }),
    mail({
      person_id: other,
      email: 'mas@mas.example',
      name: 'Más',
      reply_to: canaryEmail,
      unsubscribe_path: null
    }),
    mail({ person_id: other, email: 'mas@mas.example', name: 'Más', unsubscribe_path: null }),
    mail({
      person_id: other,
      email: 'mas@mas.example',
      name: 'Más',
      state: 'waiting',
      unsubscribe_path: null
    })
  ],
  inbound_mail: () => [
    inboundMail({ digest: 'a', from_email: canaryEmail, from_name: canaryName, text: canary, token: canary }),
    inboundMail({
      digest: 'b',
      subject: canaryName,
      text: `${canaryName} jön`,
      calendars: { who: canaryName }
    })
  ],
  mail_address: () => [{ email: canaryEmail, hard_bounces: 3, last_bounce_at: at, last_error: canary }],
  mail_preference: ({ person }) => [
    { person_id: person, frequency: 'daily', unsubscribe_token: canary, changed_at: at }
  ],
  notification: ({ person, other }) => [
    notification({ person_id: person, batch: canary, href: `/${canary}`, text: { plain: canaryName } }),
    notification({
      person_id: other,
      batch: 'b',
      href: '/x',
      text: { plain: canaryName },
      doer_id: person,
      about_id: person
    })
  ],
  organisation_contact: ({ organisation }) => [
    {
      id: id(),
      organisation_id: organisation,
      kind: 'person',
      value: canaryName.toUpperCase(),
      visibility: 'public'
    },
    { id: id(), organisation_id: organisation, kind: 'email', value: canaryEmail, visibility: 'internal' }
  ],
  passkey: ({ person }) => [
    {
      id: id(),
      person_id: person,
      credential_id: canary,
      public_key: bytes,
      counter: 0,
      name: `${canary} kulcsa`,
      created_at: at
    }
  ],
  passkey_challenge: ({ person }) => [
    { token_hash: bytes, challenge: canary, person_id: person, expires_at: at }
  ],
  password: ({ person }) => [{ person_id: person, hash: canary, changed_at: at }],
  posted_form: () => [{ digest: new Uint8Array(32), answer: json, created_at: at }],
  representation: ({ person, other }) => [
    {
      id: id(),
      represented_id: person,
      representative_id: other,
      consent_id: consentId,
      note: `${canary} jegyzet`,
      started_at: at
    }
  ],
  session: ({ person, other }) => [
    session({ person_id: person, token_hash: bytes, browser: canary, system: canary }),
    session({ person_id: other, token_hash: new Uint8Array([2]), on_behalf_of: person })
  ],
  sign_in_link: ({ person }) => [
    { id: id(), person_id: person, token_hash: bytes, created_at: at, expires_at: at }
  ],
  sign_in_request: () => [{ id: id(), email: canaryEmail, created_at: at }],
  // Only a hash, from which nothing can be read back.
  sign_in_try: () => [],
  settlement: () => [
    {
      id: settlementId,
      slug: 'madarfalva',
      name: 'Madárfalva',
      folded: 'madarfalva',
      source: 'test',
      updated_at: at
    }
  ],
  acquaintance_visit: ({ person, other, organisation }) => [
    {
      id: visitId,
      day: '2026-05-01',
      kind: 'visit',
      organisation_id: organisation,
      settlement_id: settlementId,
      subject: canaryName,
      sender_id: organisation,
      person_id: person,
      met: `${canaryName} <${canaryEmail}>`,
      aims: canaryName,
      strengths: canaryName,
      difficulties: canaryName,
      gives: canaryName,
      needs: canaryName,
      note: `Hívni: ${canaryEmail}`,
      level: 'lead',
      step: `Felhívni: ${canaryName}`,
      step_day: '2026-06-01',
      step_person_id: person,
      source: 'entered',
      created_at: at,
      updated_at: at
    },
    {
      id: id(),
      day: '2026-05-01',
      kind: 'phone',
      organisation_id: organisation,
      person_id: other,
      aims: canaryName,
      level: 'circle',
      source: 'entered',
      created_at: at,
      updated_at: at
    }
  ],
  acquaintance_visitor: ({ person, other }) => [
    { visit_id: visitId, person_id: person },
    { visit_id: visitId, person_id: other }
  ],
  merge: ({ person, organisation }) => [
    {
      id: id(),
      kind: 'organisation',
      survivor_id: organisation,
      gone_id: id(),
      gone_name: 'Madárbarátok',
      at,
      person_id: person,
      snapshot: json
    }
  ],
  not_same: ({ person, organisation }) => [
    {
      kind: 'organisation',
      first_id: '00000000-0000-7000-8000-000000000001',
      second_id: organisation,
      person_id: person,
      at
    }
  ],
  booking: ({ person, organisation }) => [
    {
      id: id(),
      settlement_id: settlementId,
      organisation_id: organisation,
      person_id: person,
      purpose: `Születésnap: ${canaryName}`,
      contact: canaryEmail,
      note: `Kulcsot kap ${canaryName}.`,
      starts: '2026-06-01T18:00',
      minutes: 60,
      state: 'confirmed',
      answer: `Szívesen, ${canaryName}!`,
      source: 'entered',
      created_at: at,
      updated_at: at
    }
  ],
  service: ({ organisation }) => [
    {
      id: serviceId,
      slug: 'canary',
      organisation_id: organisation,
      name: 'Madáretetés',
      status: 'active',
      email: canaryEmail,
      reach: 'country',
      source: 'entered',
      created_at: at,
      updated_at: at
    }
  ],
  service_phone: () => [
    { id: id(), service_id: serviceId, position: 0, number: canaryEmail, note: `${canaryName} veszi fel` }
  ],
  hsds_row: () => [
    {
      ...{ source: 'test', table_name: 'contacts', external_id: '1', updated_at: at },
      fields: { name: canaryName, email: canaryEmail },
      written: { name: canaryName }
    }
  ],
  record_confirmation: ({ person, organisation }) => [
    { kind: 'organisation', record_id: organisation, confirmed_at: at, confirmed_by: person, how: 'form' }
  ],
  upkeep_question: ({ organisation }) => [
    {
      id: questionId,
      organisation_id: organisation,
      asked_at: at,
      outcome: 'gone',
      note: `${canaryName} elment innen. ${canaryEmail}`,
      closed_at: at
    }
  ],
  upkeep_letter: ({ person }) => [
    {
      id: id(),
      question_id: questionId,
      round: 1,
      email: canaryEmail,
      person_id: person,
      links: '{}',
      sent_at: at
    },
    { id: id(), question_id: questionId, round: 2, email: canaryEmail, links: '{}', sent_at: at }
  ],
  upkeep_refusal: () => [{ email: canaryEmail, refused_at: at }],
  upkeep_aside: ({ person, organisation }) => [
    { kind: 'organisation', record_id: organisation, until: at, person_id: person }
  ],
  unmet_need: ({ person }) => [
    {
      id: id(),
      question: `Hol találom őt: ${canaryName}?`,
      fingerprint: 'x',
      first_asked_at: at,
      last_asked_at: at,
      state: 'taken',
      taken_by: person,
      changed_at: at
    }
  ],
  photo: ({ person, other }) => [
    photo({ id: photoId, person_id: person, alt: `${canaryName} a színpadon`, credit: canaryName }),
    photo({ id: id(), person_id: other, alt: 'A színpad', caption: `Jobbra: ${canaryName}` })
  ],
  // A picture is bytes that say no names.
  photo_file: () => [{ photo_id: photoId, size: 400, width: 1, height: 1, bytes: new Uint8Array([82, 73]) }],
  offering: ({ person, other }) => [
    offering({ id: offeringId, slug: 'kanari-kinalat', person_id: person }),
    offering({
      ...{ id: othersOfferingId, slug: 'mas-kinalat', person_id: other, on_behalf: true, told_how: 'phone' },
      ...{ told_by: canaryName, contact_email: canaryEmail, consent_note: canaryName, contact_phone: canary }
    })
  ],
  expert: ({ person, other }) => [
    expert({ id: expertId, slug: canary, person_id: person, consent_id: consentId, kept_by: other }),
    expert({ id: id(), slug: 'var', email: canaryEmail, reached_by: canary }),
    // Somebody else's, who mentions the person.
    expert({ id: othersExpertId, slug: 'mas', person_id: other, kept_by: person, ...others })
  ],
  expert_inquiry: ({ person, other }) => [
    inquiry({ expert_id: othersExpertId, person_id: person, name: canaryName, body: canary, answer: canary }),
    inquiry({ expert_id: othersExpertId, email: canaryEmail, name: canaryName, body: canary }),
    inquiry({ expert_id: expertId, person_id: other, name: 'Más', body: canary })
  ],
  expert_block: ({ person }) => [
    { id: id(), expert_id: othersExpertId, person_id: person, email: canaryEmail, created_at: at },
    { id: id(), expert_id: othersExpertId, email: canaryEmail, created_at: at }
  ],
  circle: () => [
    {
      ...{ id: circleId, slug: 'kor', name: 'Kör', folded: 'kor', founded_on: '2026-01-01', state: 'active' },
      ...{ purpose: `Emlékezünk rá: ${canaryName}`, about: `Írjon neki: ${canaryEmail}` },
      ...{ public_page: true, shows_members: true, shows_agenda: true, shows_decisions: true },
      ...{ shows_tasks: true, takes_questions: true, source: 'entered', created_at: at, updated_at: at }
    }
  ],
  circle_member: ({ person, organisation }) => [
    circleMember({ id: circleMemberId, person_id: person, name: canaryName, phone: canary }),
    circleMember({
      id: organisationSeatId,
      organisation_id: organisation,
      email: canaryEmail,
      name: canaryName,
      phone: canary
    }),
    // Somebody else's, who mentions the person.
    circleMember({ id: id(), name: 'Más', note: `${canaryName} helyett jön, ${canaryEmail}` })
  ],
  circle_charter: ({ person }) => [
    {
      ...{ id: circleCharterId, circle_id: circleId, version: 1, created_by: person },
      ...{ aims: canaryName, values_text: canaryName, sharing: `${canaryName} terme, ${canaryEmail}` },
      ...{ created_at: at, updated_at: at, published_at: at }
    }
  ],
  circle_signature: ({ person }) => [
    {
      ...{ charter_id: circleCharterId, member_id: circleMemberId, name: canaryName },
      ...{ signed_at: at, how: 'paper', entered_by: person }
    }
  ],
  circle_question: ({ person }) => [
    circleQuestion({ person_id: person, name: canaryName, text: `Miért nem ${canaryName}?` }),
    circleQuestion({ email: canaryEmail, name: canaryName, text: canaryEmail }),
    circleQuestion({
      ...{ name: 'Más', text: 'Miért?', state: 'answered', answer: `${canaryName} tudja.` },
      ...{ answered_by: person, answered_at: at }
    })
  ],
  meeting: () => [
    {
      ...{ id: meetingId, circle_id: circleId, number: 1, starts: '2026-06-01T16:00', minutes: 90 },
      ...{
        starts_at: at,
        ends_at: new Date(at.getTime() + 5_400_000),
        state: 'held',
        uid: 'kor-1@kalaka.example'
      },
      ...{ title: `${canaryName} búcsúztatása`, place: `${canaryName} udvara`, remote: canaryEmail },
      ...{ reason: `${canaryName} beteg`, created_at: at, updated_at: at }
    }
  ],
  meeting_series: () => [
    {
      ...{ id: id(), circle_id: circleId, rule: 'FREQ=MONTHLY', starts: '2026-06-01T16:00', minutes: 90 },
      ...{ title: `${canaryName} köre`, hosting: 'rotating', remote: canaryEmail, state: 'stopped' },
      ...{ created_at: at, updated_at: at }
    }
  ],
  meeting_invitee: () => [
    {
      ...{ id: id(), meeting_id: meetingId, member_id: circleMemberId, token: 'a', reply: 'accepted' },
      ...{ replied_at: at, how: 'calendar', from_address: canaryEmail, comment: `Üdv: ${canaryName}` },
      ...{ substitute_name: canaryName, substitute_email: canaryEmail, substitute_token: 'b' },
      ...{ ride: 'offers', ride_phone: canary, ride_consent: true, attended_by: canaryName },
      ...{ created_at: at, updated_at: at }
    },
    // From an address that nobody knows to be theirs: only the seat tells.
    {
      ...{ id: id(), meeting_id: meetingId, member_id: organisationSeatId, token: 'd', reply: 'accepted' },
      ...{ replied_at: at, how: 'calendar', from_address: `${canary}@otthon.example`, comment: canary },
      ...{ ride: 'offers', ride_phone: canary, ride_consent: true, created_at: at, updated_at: at }
    }
  ],
  meeting_feed: () => [{ member_id: organisationSeatId, token: canary, created_at: at }],
  meeting_guest: () => [
    {
      ...{ id: id(), meeting_id: meetingId, name: canaryName, of: `${canaryName} Bt.`, email: canaryEmail },
      ...{ state: 'came', token: 'c', created_at: at }
    }
  ],
  meeting_host_ask: () => [
    {
      ...{ id: id(), meeting_id: meetingId, member_id: circleMemberId, state: 'declined' },
      ...{ note: `Kérdezze: ${canaryEmail}`, created_at: at, updated_at: at }
    }
  ],
  match_word: () => [
    {
      ...{
        id: id(),
        offer_id: offeringId,
        need_id: othersOfferingId,
        score: 5000,
        bars: {},
        facts: {},
        found_at: at
      },
      ...{ offer_word: 'no', offer_said_at: at, offer_reason: `Kérdezze: ${canaryEmail}` },
      ...{ need_word: 'no', need_said_at: at, need_reason: `Üdv: ${canaryName}`, updated_at: at }
    }
  ],
  ring: () => [
    {
      ...{ id: ringId, key: 'kor', length: 2, value: 1, state: 'declined', expires_on: '2026-06-01' },
      ...{ created_at: at, updated_at: at }
    }
  ],
  ring_member: ({ organisation }) => [
    {
      ...{ ring_id: ringId, position: 0, organisation_id: organisation },
      ...{ gives_offering_id: offeringId, gets_offering_id: othersOfferingId },
      ...{ answer: 'no', answered_at: at, reason: `Kérdezze: ${canaryEmail}` }
    }
  ],
  agreement: () => [
    {
      ...{ id: agreementId, number: 1, kind: 'match', state: 'draft', what: `Kölcsön: ${canaryName}` },
      ...{ place: `${canaryName} udvara, ${canaryEmail}`, created_at: at, updated_at: at }
    }
  ],
  agreement_party: ({ organisation }) => [
    {
      ...{ id: id(), agreement_id: agreementId, position: 0, organisation_id: organisation, name: 'Faluház' },
      ...{ gives: `${canaryName} segít`, why: `Kérdezze: ${canaryEmail}`, thanks: `Köszönet: ${canaryName}` }
    }
  ],
  need_care: () => [
    { need_id: offeringId, asked_at: at, word: 'cannot', note: `Kérdezze: ${canaryEmail}`, said_at: at }
  ],
  match_silence: () => [{ email: canaryEmail, since: at }],
  project: ({ person, organisation }) => [
    {
      ...{ id: projectId, slug: 'kozos-est', title: 'Közös est', lead_organisation_id: organisation },
      ...{ person_id: person, territory: 'Szentes', settlements: '{}', events_wanted: 2 },
      ...{ within_km: 10, first_day: '2027-05-01', last_day: '2027-05-31', weekdays: '{5,6}' },
      ...{ starts: '17:00', minutes: 90, state: 'draft', source: 'entered', created_at: at, updated_at: at }
    }
  ],
  project_partner: ({ person, organisation }) => [
    {
      ...{ project_id: projectId, organisation_id: organisation, answer: 'no', note: `Üdv: ${canaryName}` },
      ...{ answered_at: at, answered_by: person }
    }
  ],
  supporter: ({ person }) => [
    {
      ...{ id: supporterId, slug: canary, name: canaryName, kind: 'person', settlement_id: settlementId },
      ...{ gives: '{goods}', what: `${canaryName} sátrai`, website: `https://${canary}.example` },
      ...{ email: canaryEmail, note: canaryName, thanked_publicly: true, agreed_at: at, asked_at: at },
      ...{ agreed_how: 'spoken', wording: canaryName, recorded_by: person, folded: canary },
      ...{ source: 'entered', created_at: at, updated_at: at }
    }
  ],
  supporter_contact: () => [
    { supporter_id: supporterId, name: canaryName, email: canaryEmail, phone: canary }
  ],
  agenda_item: () => [
    {
      ...{ id: id(), meeting_id: meetingId, position: 1, state: 'accepted', created_at: at, updated_at: at },
      ...{
        title: `${canaryName} javaslata`,
        detail: `Kérdezze: ${canaryEmail}`,
        notes: `${canaryName} elmondta.`
      }
    }
  ],
  decision: () => [
    {
      ...{ id: id(), circle_id: circleId, meeting_id: meetingId, decided_on: '2026-06-01', position: 1 },
      ...{ text: `${canaryName} lesz a titkár, ${canaryEmail}`, created_at: at, updated_at: at }
    }
  ],
  task: () => [
    {
      ...{
        id: id(),
        circle_id: circleId,
        meeting_id: meetingId,
        text: `Megkérdezi: ${canaryEmail}`,
        position: 1
      },
      ...{ owner_name: canaryName, state: 'done', done_at: at, done_how: 'table' },
      ...{ done_note: `${canaryName} elintézte.`, created_at: at, updated_at: at }
    }
  ],
  minutes: () => [
    {
      ...{ meeting_id: meetingId, state: 'draft', summary: `${canaryName} búcsúzott.` },
      ...{ next_note: `${canaryName} hoz pogácsát, ${canaryEmail}`, created_at: at, updated_at: at }
    }
  ],
  minutes_voice: () => [
    {
      ...{ meeting_id: meetingId, member_id: circleMemberId, version: 1, voice: 'correction', at },
      note: `Nem én mondtam, hanem ${canaryName}, ${canaryEmail}`
    }
  ],
  table_change: ({ person }) => [
    {
      ...{ meeting_id: meetingId, change_id: id(), path: 'minutes/summary', stamp: 1, seq: 1 },
      ...{ base: `${canaryName}?`, value: `${canaryName}!`, person_id: person, applied_at: at }
    }
  ],
  following: ({ person, organisation }) => [
    following({ person_id: person, kind: 'organisation', organisation_id: organisation }),
    following({ email: canaryEmail, kind: 'settlement', settlement_id: settlementId, km: 10 })
  ],
  // What is on says no names; invitations to make one of two are about these.
  event: () => [event({ id: eventId, slug: 'bal' }), event({ id: otherEventId, slug: 'est' })],
  event_performer: () => [
    {
      event_id: eventId,
      position: 0,
      name: `dr. ${canaryName}`,
      role: canaryEmail,
      key: canaryName.toLowerCase()
    }
  ],
  feed: ({ person, organisation }) => [
    {
      ...{
        id: feedId,
        organisation_id: organisation,
        name: 'Naptár',
        address: 'https://nephaz.example/n.ics'
      },
      ...{ kind: 'calendar', status: 'confirmed', every_minutes: 60, state: 'active', next_read_at: at },
      ...{ created_by: person, created_at: at, updated_at: at }
    }
  ],
  feed_question: ({ person }) => [
    {
      ...{ id: id(), feed_id: feedId, external_id: '1', print: 'bal', came: {}, asked_at: at },
      ...{ answer: 'same', answered_by: person, answered_at: at }
    }
  ],
  retiming: ({ person }) => [
    {
      ...{ id: retimingId, person_id: person, territory: 'Szentes', settlements: '{}', month: '2027-05' },
      ...{ state: 'asked', created_at: at, updated_at: at }
    }
  ],
  retiming_move: ({ person }) => [
    {
      ...{ id: id(), retiming_id: retimingId, event_id: eventId, state: 'declined' },
      ...{ from_starts: '2027-05-01T18:00', to_starts: '2027-05-02T18:00', clashes_before: 1 },
      ...{ clashes_after: 0, note: `Üdv: ${canaryName}`, answered_by: person, answered_at: at },
      ...{ expires_at: at, created_at: at, updated_at: at }
    }
  ],
  venue: () => [
    {
      ...{ id: venueId, slug: 'faluhaz-terme', name: 'Faluház terme', folded: 'faluhaz terme', kind: 'hall' },
      ...{ settlement_id: settlementId, source: 'entered', created_at: at, updated_at: at }
    }
  ],
  package: ({ person, organisation }) => [
    {
      ...{ id: packageId, slug: 'babok', title: 'Bábok', organisation_id: organisation, person_id: person },
      ...{ minutes: 60, setup_minutes: 30, teardown_minutes: 30, crew: 2, fee_huf: 0, per_km_huf: 0 },
      ...{ home_settlement_id: settlementId, earliest: '10:00', latest: '18:00', state: 'open' },
      ...{ folded: 'babok', source: 'entered', created_at: at, updated_at: at }
    }
  ],
  package_request: ({ person }) => [
    {
      ...{ id: id(), package_id: packageId, settlement_id: settlementId, person_id: person },
      ...{ name: canaryName, email: canaryEmail, locale: 'hu', note: `Üdv: ${canaryName}`, state: 'open' },
      ...{ source: 'entered', created_at: at, updated_at: at }
    }
  ],
  tour: ({ person }) => [
    {
      ...{ id: tourId, slug: 'babok-korut', package_id: packageId, person_id: person, name: 'Bábok útja' },
      ...{ first_day: '2027-05-01', last_day: '2027-05-10', settings: {}, state: 'draft', search: 'none' },
      ...{ source: 'entered', created_at: at, updated_at: at }
    }
  ],
  tour_stop: ({ person }) => [
    {
      ...{ id: id(), tour_id: tourId, venue_id: venueId, settlement_id: settlementId, state: 'declined' },
      ...{ note: `Üdv: ${canaryName}`, answered_by: person, answered_at: at, updated_at: at }
    }
  ],
  joint_proposal: ({ person, other }) => [
    joint({ person_id: person, note: `Üdv: ${canaryName}` }),
    joint({ person_id: other, answered_by: person, answered_at: at, note: canaryEmail })
  ]
};

const consentId = id();
const feedId = id();
const retimingId = id();
const venueId = id();
const packageId = id();
const tourId = id();
const settlementId = id();
const visitId = id();
const serviceId = id();
const questionId = id();
const photoId = id();
const expertId = id();
const othersExpertId = id();
const eventId = id();
const otherEventId = id();
const others = {
  ...{ name: 'Más', folded: 'mas', headline: canaryName, condition_note: null },
  ...{ fields: '{}', skills: '{}', languages: '{}', offers: '{}', links: '{}' }
};

function event(more: CanaryRow): CanaryRow {
  return {
    ...{ title: 'Bál', folded: 'bal', starts: '2026-06-01T18:00', minutes: 60, status: 'confirmed' },
    ...{ audiences: '{}', themes: '{}', flexibility: '{"kind":"fixed"}', background: false },
    ...{ exdates: '[]', rdates: '[]', overrides: '[]', uid: `${String(more['slug'])}@kalaka.example` },
    ...{ source: 'entered', expanded_until: at, created_at: at, updated_at: at },
    ...more
  };
}

function joint(more: CanaryRow): CanaryRow {
  return {
    ...{ id: id(), event_id: eventId, other_id: otherEventId, state: 'declined' },
    ...{ expires_at: at, created_at: at, updated_at: at },
    ...more
  };
}

function following(more: CanaryRow): CanaryRow {
  return {
    ...{ id: id(), locale: 'hu', token: canary, rhythm: 'weekly', weekday: 4, state: 'confirmed' },
    ...{
      audiences: list(canary),
      themes: list(canary),
      created_at: at,
      confirmed_at: at,
      wording_version: 1
    },
    ...more
  };
}

function session(more: CanaryRow): CanaryRow {
  return { id: id(), created_at: at, expires_at: at, last_seen_on: '2026-05-04', confirmed_at: at, ...more };
}

function notification(more: CanaryRow): CanaryRow {
  return { id: id(), kind: 'canary.sang', started_at: at, at, by_person: true, details: [json], ...more };
}

function photo(more: CanaryRow): CanaryRow {
  return {
    ...{ record_kind: 'venue', record_id: serviceId, position: 1, colour: '#336699' },
    ...{ created_at: at, updated_at: at },
    ...more
  };
}

function expert(more: CanaryRow): CanaryRow {
  return {
    ...{ own: true, visibility: 'public', name: canaryName, headline: canary, standing: 'retired' },
    ...{ settlement_id: settlementId, reach: 'country', conditions: 'agreed', condition_note: canary },
    ...{ introduction: `Kérdezzék őt: ${canaryName}`, folded: canary, source: 'entered' },
    ...{ fields: list(canary), skills: list(canary), languages: list(canary) },
    ...{ offers: list(canary), links: list(canary), created_at: at, updated_at: at },
    ...more
  };
}

function offering(more: CanaryRow): CanaryRow {
  return {
    ...{ side: 'offer', category: 'other', title: 'Kölcsönadjuk', settlement_id: settlementId },
    ...{ conditions: 'free', state: 'open', expires_on: '2027-01-01', folded: 'kolcsonadjuk' },
    ...{ source: 'entered', created_at: at, updated_at: at },
    ...more
  };
}

/** As the database writes an array: JSON would become one. */
function list(word: string): string {
  return `{${word}}`;
}

function inquiry(more: CanaryRow): CanaryRow {
  return { id: id(), locale: 'hu', shares_address: true, state: 'sent', created_at: at, ...more };
}
