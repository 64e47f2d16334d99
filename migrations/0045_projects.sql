-- Joint projects: events of several organisations spread so that most residents have one near; and those who support them.

create table project (
  id uuid primary key,
  slug text not null unique,
  title text collate hu not null check (length(title) between 1 and 200),
  text text,
  -- Whose editors plan it, ask the partners and turn it into events.
  lead_organisation_id uuid not null references organisation on delete cascade,
  person_id uuid references person on delete set null,
  -- Whose residents count: the territory as it was when it was chosen.
  territory text not null check (length(territory) between 1 and 200),
  settlements uuid[] not null,
  events_wanted smallint not null check (events_wanted between 1 and 60),
  within_km smallint not null check (within_km between 1 and 60),
  first_day date not null,
  last_day date not null,
  -- 1 Monday … 7 Sunday.
  weekdays smallint[] not null,
  starts text not null check (starts ~ '^[0-9]{2}:[0-9]{2}$'),
  minutes integer not null check (minutes between 15 and 1440),
  audiences text[] not null default '{}',
  themes text[] not null default '{}',
  -- How many events each partner has, at the least and at the most.
  at_least smallint not null default 0 check (at_least between 0 and 60),
  at_most smallint check (at_most between 1 and 60),
  state text not null check (state in ('draft', 'asked', 'made', 'confirmed')),
  -- What the search found: events, whom they reach, and how much better anything could be; null: not searched yet.
  found jsonb,
  searching boolean not null default false,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check (last_day >= first_day),
  check (at_most is null or at_most >= at_least)
);
create index project_lead on project (lead_organisation_id);
create index project_person on project (person_id);
create index project_settlements on project using gin (settlements);
create index project_searching on project (created_at) where searching;

create table project_partner (
  project_id uuid not null references project on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  answer text check (answer in ('yes', 'no')),
  note text check (length(note) <= 2000),
  asked_at timestamptz,
  answered_at timestamptz,
  answered_by uuid references person on delete set null,
  primary key (project_id, organisation_id)
);
create index project_partner_organisation on project_partner (organisation_id);
create index project_partner_answered_by on project_partner (answered_by);

create table project_event (
  id uuid primary key,
  project_id uuid not null references project on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  venue_id uuid not null references venue on delete cascade,
  day date not null,
  -- In the calendar, once it is there.
  event_id uuid references event on delete set null,
  unique (project_id, venue_id)
);
create index project_event_organisation on project_event (organisation_id);
create index project_event_venue on project_event (venue_id);
create index project_event_event on project_event (event_id);

create table supporter (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('firm', 'person', 'group')),
  -- Whom it supports, and where it is thanked; its editors keep the entry, or the caretakers of the settlement.
  organisation_id uuid references organisation on delete cascade,
  settlement_id uuid not null references settlement,
  gives text[] not null,
  -- In a line, for everyone once it has agreed: «kölcsönadja a sátrait».
  what text check (length(what) <= 300),
  website text,
  -- Internal: of a supporter who is a person, their own address; the entry goes with them.
  email text check (email = lower(email)),
  note text,
  -- Thanked in public only with its word: when and how it was given, in what words; and whether amounts may be named as well.
  thanked_publicly boolean not null default false,
  shows_amounts boolean not null default false,
  asked_at timestamptz,
  agreed_at timestamptz,
  agreed_how text check (agreed_how in ('online', 'spoken', 'paper')),
  wording text,
  recorded_by uuid references person on delete set null,
  folded text not null,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check (email is null or kind = 'person'),
  check (not thanked_publicly or agreed_at is not null),
  check (not shows_amounts or thanked_publicly)
);
create index supporter_organisation on supporter (organisation_id);
create index supporter_settlement on supporter (settlement_id);
create index supporter_recorded_by on supporter (recorded_by);
create index supporter_name on supporter (name, id);
create index supporter_folded on supporter using gin (folded gin_trgm_ops);

-- Internal: with whom a supporter is spoken to; of firms and groups also by mail.
create table supporter_contact (
  supporter_id uuid primary key references supporter on delete cascade,
  name text,
  email text check (email = lower(email)),
  phone text
);

create table supporter_gift (
  id uuid primary key,
  supporter_id uuid not null references supporter on delete cascade,
  day date not null,
  kind text not null check (kind in ('money', 'goods', 'time')),
  what text not null check (length(what) between 1 and 300),
  -- Worth, in forints; and hours given. Internal unless the supporter has agreed to amounts.
  amount_huf integer check (amount_huf > 0),
  hours real check (hours > 0),
  -- For which joint project or event; both null: for whoever is supported.
  project_id uuid references project on delete set null,
  event_id uuid references event on delete set null,
  thanked_at timestamptz,
  created_at timestamptz not null
);
create index supporter_gift_supporter on supporter_gift (supporter_id, day);
create index supporter_gift_project on supporter_gift (project_id);
create index supporter_gift_event on supporter_gift (event_id);
