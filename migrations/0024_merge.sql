-- Two records of one thing become one, and for a month two again; what people judged to be different is not asked about again.

-- Kept by looking at a settlement again whenever one of its records changed. The lesser id comes first.
create table suspected_duplicate (
  kind text not null check (kind in ('organisation', 'venue')),
  first_id uuid not null,
  second_id uuid not null,
  settlement_id uuid not null references settlement on delete cascade,
  score real not null,
  name_likeness real not null,
  metres integer,
  address text not null check (address in ('same', 'near', 'other', 'unknown')),
  primary key (kind, first_id, second_id),
  check (first_id < second_id)
);
create index suspected_duplicate_settlement on suspected_duplicate (settlement_id, score desc);
create index suspected_duplicate_score on suspected_duplicate (score desc);

-- When a settlement was last looked at: what changed later has not been compared yet.
create table duplicate_look (
  settlement_id uuid primary key references settlement on delete cascade,
  at timestamptz not null
);

create table not_same (
  kind text not null check (kind in ('organisation', 'venue')),
  first_id uuid not null,
  second_id uuid not null,
  person_id uuid references person on delete set null,
  at timestamptz not null,
  primary key (kind, first_id, second_id),
  check (first_id < second_id)
);
create index not_same_person on not_same (person_id);

-- Under which other keys a record is found again at the next import.
create table record_alias (
  id uuid primary key,
  organisation_id uuid references organisation on delete cascade,
  venue_id uuid references venue on delete cascade,
  source text not null,
  external_id text not null,
  check (num_nonnulls(organisation_id, venue_id) = 1)
);
create unique index record_alias_organisation on record_alias (source, external_id) where organisation_id is not null;
create unique index record_alias_venue on record_alias (source, external_id) where venue_id is not null;
create index record_alias_of_organisation on record_alias (organisation_id);
create index record_alias_of_venue on record_alias (venue_id);

create table merge (
  id uuid primary key,
  kind text not null check (kind in ('organisation', 'venue')),
  survivor_id uuid not null,
  gone_id uuid not null,
  gone_name text not null,
  settlement_id uuid references settlement,
  at timestamptz not null,
  person_id uuid references person on delete set null,
  -- All that is needed to undo it: the row that went, how the one that stayed was, which rows moved, which were said twice.
  snapshot jsonb not null,
  undone_at timestamptz
);
create index merge_settlement on merge (settlement_id, at desc);
create index merge_at on merge (at desc);
create index merge_person on merge (person_id);
create index merge_survivor on merge (survivor_id);
