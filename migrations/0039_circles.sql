-- Circles: organisations and people who keep sitting down at one table, what they agreed on, and what residents ask them.

create table circle (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null check (length(name) between 1 and 200),
  -- Name, purpose and home without accents and capitals, for lists.
  folded text not null,
  -- In a sentence: what they sit together for.
  purpose text not null check (length(purpose) between 1 and 500),
  about text check (length(about) <= 5000),
  -- Where it is at home.
  settlement_id uuid references settlement,
  -- Its territory: a micro-region, a county, or the settlements in circle_settlement.
  micro_region_id uuid references micro_region on delete set null,
  county text collate hu,
  founded_on date not null,
  state text not null check (state in ('active', 'resting', 'closed')),
  -- What residents see and may do.
  public_page boolean not null,
  shows_members boolean not null,
  shows_agenda boolean not null,
  shows_decisions boolean not null,
  shows_tasks boolean not null,
  takes_questions boolean not null,
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (micro_region_id is null or county is null)
);
create index circle_name on circle (name, id);
create index circle_settlement_home on circle (settlement_id);
create index circle_micro_region on circle (micro_region_id);
create index circle_folded on circle using gin (folded gin_trgm_ops);

create table circle_settlement (
  circle_id uuid not null references circle on delete cascade,
  settlement_id uuid not null references settlement on delete cascade,
  primary key (circle_id, settlement_id)
);
create index circle_settlement_settlement on circle_settlement (settlement_id);

-- A seat: an organisation with whoever sits there for it, or somebody in their own name.
create table circle_member (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  role text not null check (role in ('convenor', 'secretary', 'member', 'invited', 'informed')),
  organisation_id uuid references organisation on delete set null,
  -- Whoever sits there, where they have an account that is known; their address is that of the account then.
  person_id uuid references person on delete set null,
  -- Null when they are not known, or were erased.
  name text collate hu check (length(name) between 1 and 200),
  email text check (email = lower(email)),
  phone text check (length(phone) <= 50),
  locale text not null check (locale in ('hu', 'en')),
  -- From where they travel, where that is not the settlement of the organisation.
  settlement_id uuid references settlement,
  -- How many there are places for at their table when they are the host.
  seats smallint check (seats between 1 and 500),
  joined_on date not null,
  left_on date,
  note text check (length(note) <= 1000),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (person_id is null or email is null),
  check (left_on is null or left_on >= joined_on)
);
create index circle_member_circle on circle_member (circle_id);
create index circle_member_organisation on circle_member (organisation_id);
create index circle_member_person on circle_member (person_id);
create index circle_member_email on circle_member (email);
create index circle_member_settlement on circle_member (settlement_id);
create unique index circle_member_one_seat on circle_member (circle_id, organisation_id)
  where left_on is null and organisation_id is not null;
create unique index circle_member_one_person on circle_member (circle_id, person_id)
  where left_on is null and organisation_id is null and person_id is not null;
create unique index circle_member_one_address on circle_member (circle_id, email)
  where left_on is null and organisation_id is null and email is not null;

-- A version of what the members agree on; once published it never changes.
create table circle_charter (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  version integer not null check (version > 0),
  aims text not null default '' check (length(aims) <= 10000),
  values_text text not null default '' check (length(values_text) <= 10000),
  -- What they share: rooms, equipment, knowledge, calendars.
  sharing text not null default '' check (length(sharing) <= 10000),
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  published_at timestamptz,
  unique (circle_id, version)
);
create index circle_charter_created_by on circle_charter (created_by);
create unique index circle_charter_one_draft on circle_charter (circle_id) where published_at is null;

create table circle_signature (
  charter_id uuid not null references circle_charter on delete cascade,
  member_id uuid not null references circle_member on delete cascade,
  -- Who signed it, as they were called then.
  name text check (length(name) between 1 and 200),
  signed_at timestamptz not null,
  how text not null check (how in ('account', 'link', 'paper')),
  -- Of a signature on paper: who wrote down that it is there.
  entered_by uuid references person on delete set null,
  primary key (charter_id, member_id)
);
create index circle_signature_member on circle_signature (member_id);
create index circle_signature_entered_by on circle_signature (entered_by);

-- What residents ask a circle, and what they would have it talk about.
create table circle_question (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  kind text not null check (kind in ('question', 'topic')),
  text text not null check (length(text) between 1 and 2000),
  name text check (length(name) between 1 and 200),
  -- Where the answer goes: an address that is confirmed by a mailed link, or an account; or nowhere.
  email text check (email = lower(email)),
  person_id uuid references person on delete set null,
  locale text not null check (locale in ('hu', 'en')),
  state text not null check (state in ('unconfirmed', 'open', 'on_agenda', 'answered', 'declined')),
  answer text check (length(answer) between 1 and 5000),
  answered_by uuid references person on delete set null,
  answered_at timestamptz,
  -- Whether question and answer stand on the circle's page.
  public boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (person_id is null or email is null),
  check ((state in ('answered', 'declined')) = (answered_at is not null))
);
create index circle_question_circle on circle_question (circle_id, state, created_at);
create index circle_question_person on circle_question (person_id);
create index circle_question_answered_by on circle_question (answered_by);
