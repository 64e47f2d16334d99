-- Services after the Human Services Data Specification 3.1 (openreferral.org), and what residents asked for that nobody offers.

create table service (
  id uuid primary key,
  slug text not null unique,
  organisation_id uuid not null references organisation,
  name text collate hu not null check (length(name) between 1 and 200),
  -- What else people call it.
  alternate_names text[] not null default '{}',
  description text,
  status text not null check (status in ('active', 'paused', 'ended')),
  -- Who may come, in words; for whom it is, in codes.
  eligibility text,
  audiences text[] not null default '{}',
  minimum_age smallint check (minimum_age between 0 and 130),
  maximum_age smallint check (maximum_age between 0 and 130),
  -- How one gets there, or it to them: in person, at home, by telephone, online.
  ways text[] not null default '{}',
  -- Codes after ISO 639.
  languages text[] not null default '{hu}',
  accessibility text,
  documents text[] not null default '{}',
  application text,
  free boolean,
  website text,
  email text,
  terms text[] not null default '{}',
  -- Whether it is closed on public holidays.
  holidays_closed boolean not null default true,
  -- Whom it serves: only the settlements of service_area, the counties there, or the whole country.
  reach text not null check (reach in ('settlements', 'counties', 'country')),
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check (minimum_age <= maximum_age)
);
create index service_organisation on service (organisation_id);
create index service_name on service (name, id);
create index service_terms on service using gin (terms);

create table service_area (
  service_id uuid not null references service on delete cascade,
  settlement_id uuid references settlement,
  county text,
  check ((settlement_id is null) <> (county is null)),
  unique nulls not distinct (service_id, settlement_id, county)
);
create index service_area_settlement on service_area (settlement_id);

create table service_venue (
  id uuid primary key,
  service_id uuid not null references service on delete cascade,
  venue_id uuid not null references venue,
  unique (service_id, venue_id)
);
create index service_venue_venue on service_venue (venue_id);

create table service_phone (
  id uuid primary key,
  service_id uuid not null references service on delete cascade,
  position smallint not null,
  number text not null,
  note text
);
create index service_phone_service on service_phone (service_id);

create table service_cost (
  id uuid primary key,
  service_id uuid not null references service on delete cascade,
  position smallint not null,
  label text not null,
  -- In forints; null where only words say it.
  amount integer check (amount >= 0)
);
create index service_cost_service on service_cost (service_id);

-- One opening of every week, in local time; at one venue, or wherever the service is.
create table service_opening (
  id uuid primary key,
  service_id uuid not null references service on delete cascade,
  venue_id uuid references venue,
  weekday smallint not null check (weekday between 1 and 7),
  opens text not null check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text not null check (closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  check (opens < closes)
);
create index service_opening_service on service_opening (service_id);
create index service_opening_venue on service_opening (venue_id);

-- Days on which the week's openings do not hold: closed, or open at other hours.
create table service_exception (
  id uuid primary key,
  service_id uuid not null references service on delete cascade,
  first_day date not null,
  last_day date not null,
  opens text check (opens ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  closes text check (closes ~ '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$'),
  check (first_day <= last_day),
  check ((opens is null) = (closes is null)),
  check (opens < closes)
);
create index service_exception_service on service_exception (service_id);

-- What a service is found by: beginnings of words without their endings, with how much each counts.
create table service_word (
  service_id uuid not null references service on delete cascade,
  word text not null,
  weight real not null,
  primary key (service_id, word)
);
create index service_word_word on service_word (word text_pattern_ops);

-- What a resident asked and nobody answered.
create table unmet_need (
  id uuid primary key,
  question text not null check (length(question) between 1 and 200),
  -- Of the question without accents, capitals and marks: the same one asked again counts up.
  fingerprint text not null,
  settlement_id uuid references settlement,
  times integer not null default 1 check (times > 0),
  first_asked_at timestamptz not null,
  last_asked_at timestamptz not null,
  state text not null check (state in ('open', 'taken', 'answered')),
  taken_by uuid references person on delete set null,
  service_id uuid references service on delete set null,
  changed_at timestamptz not null,
  unique nulls not distinct (fingerprint, settlement_id)
);
create index unmet_need_settlement on unmet_need (settlement_id, state);
create index unmet_need_taken_by on unmet_need (taken_by);
create index unmet_need_service on unmet_need (service_id);
