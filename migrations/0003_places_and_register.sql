-- Settlements of the country, the organisations in them and the venues they use.

create table settlement (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null,
  folded text not null,
  ksh_code text unique check (ksh_code ~ '^[0-9]{5}$'),
  legal_status text,
  county text collate hu,
  district text collate hu,
  district_code text,
  area_ha integer check (area_ha > 0),
  population integer check (population >= 0),
  dwellings integer check (dwellings >= 0),
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  source text not null,
  updated_at timestamptz not null,
  check ((lat is null) = (lon is null))
);
create index settlement_name on settlement (name);
create index settlement_folded on settlement (folded text_pattern_ops);
create index settlement_place on settlement (lat, lon);

create table settlement_postal_code (
  settlement_id uuid not null references settlement on delete cascade,
  postal_code text not null check (postal_code ~ '^[0-9]{4}$'),
  primary key (settlement_id, postal_code)
);
create index settlement_postal_code_code on settlement_postal_code (postal_code);

create table micro_region (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null unique
);

create table micro_region_settlement (
  micro_region_id uuid not null references micro_region on delete cascade,
  settlement_id uuid not null references settlement on delete cascade,
  primary key (micro_region_id, settlement_id)
);
create index micro_region_settlement_settlement on micro_region_settlement (settlement_id);

create table organisation (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null check (length(name) between 1 and 200),
  folded text not null,
  sector text not null check (sector in ('public', 'civic', 'church', 'business', 'informal')),
  kind text not null,
  settlement_id uuid references settlement,
  street text,
  summary text,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id)
);
create index organisation_settlement on organisation (settlement_id);
create index organisation_name on organisation (name);
create index organisation_folded on organisation using gin (folded gin_trgm_ops);

create table organisation_contact (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  kind text not null check (kind in ('email', 'phone', 'website', 'person')),
  value text not null,
  visibility text not null check (visibility in ('public', 'internal')),
  position smallint not null default 0
);
create index organisation_contact_organisation on organisation_contact (organisation_id);

create table venue (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null check (length(name) between 1 and 200),
  folded text not null,
  kind text not null,
  organisation_id uuid references organisation,
  settlement_id uuid not null references settlement,
  street text,
  capacity integer check (capacity > 0),
  accessible boolean,
  lat double precision check (lat between -90 and 90),
  lon double precision check (lon between -180 and 180),
  note text,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check ((lat is null) = (lon is null))
);
create index venue_settlement on venue (settlement_id);
create index venue_organisation on venue (organisation_id);
create index venue_folded on venue using gin (folded gin_trgm_ops);

create table role (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('administrator', 'owner', 'editor', 'member')),
  organisation_id uuid references organisation on delete cascade,
  created_at timestamptz not null,
  check ((kind = 'administrator') = (organisation_id is null)),
  unique nulls not distinct (person_id, kind, organisation_id)
);
create index role_organisation on role (organisation_id);

create table activity_organisation (
  activity_id uuid not null references activity on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  primary key (activity_id, organisation_id)
);
create index activity_organisation_organisation on activity_organisation (organisation_id);

-- An address that an object had before: it redirects to the one it has now.
create table old_slug (
  kind text not null,
  slug text not null,
  object_id uuid not null,
  primary key (kind, slug)
);
create index old_slug_object on old_slug (object_id);
