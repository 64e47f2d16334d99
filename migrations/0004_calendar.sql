-- Events with their organisers; occurrences are derived from the series and kept for searching.

create table event (
  id uuid primary key,
  slug text not null unique,
  title text collate hu not null check (length(title) between 1 and 200),
  summary text,
  description text,
  settlement_id uuid references settlement,
  venue_id uuid references venue,
  place text,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  starts text not null check (starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  minutes integer not null check (minutes between 0 and 527040),
  zone text not null default 'Europe/Budapest',
  all_day boolean not null default false,
  rule text,
  exdates jsonb not null default '[]',
  rdates jsonb not null default '[]',
  overrides jsonb not null default '[]',
  audiences text[] not null default '{}',
  themes text[] not null default '{}',
  tradition text,
  attendance integer check (attendance > 0),
  flexibility jsonb not null default '{"kind":"fixed"}',
  background boolean not null default false,
  status text not null check (status in ('tentative', 'confirmed', 'cancelled')),
  price text,
  website text,
  folded text not null,
  uid text not null,
  sequence integer not null default 0,
  source text not null,
  external_id text,
  expanded_until timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check ((lat is null) = (lon is null))
);
create index event_settlement on event (settlement_id);
create index event_venue on event (venue_id);
create index event_folded on event using gin (folded gin_trgm_ops);
create index event_series on event (expanded_until) where rule is not null;

create table event_organiser (
  event_id uuid not null references event on delete cascade,
  organisation_id uuid not null references organisation,
  position smallint not null default 0,
  primary key (event_id, organisation_id)
);
create index event_organiser_organisation on event_organiser (organisation_id);

create table occurrence (
  event_id uuid not null references event on delete cascade,
  recurrence_id text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at >= starts_at),
  primary key (event_id, recurrence_id)
);
create index occurrence_starts on occurrence (starts_at, event_id);
create index occurrence_ends on occurrence (ends_at);
