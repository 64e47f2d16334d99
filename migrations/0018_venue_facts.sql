-- What one asks about a room before taking it, buildings that stand empty, and things that can be lent.

alter table venue
  -- Null where nobody has said.
  add column power text check (power in ('none', 'normal', 'three_phase')),
  add column heating text check (heating in ('none', 'partly', 'all_year')),
  add column features text[] not null default '{}',
  add column price text check (length(price) <= 300),
  add column rules text check (length(rules) <= 2000),
  -- Whether one may ask for it here.
  add column bookable boolean not null default false,
  add column idle boolean not null default false,
  add column condition text check (condition in ('good', 'fair', 'poor', 'ruin')),
  add column could_become text check (length(could_become) <= 2000);
create index venue_idle on venue (settlement_id) where idle;

create table equipment (
  id uuid primary key,
  slug text not null unique,
  name text collate hu not null check (length(name) between 1 and 200),
  folded text not null,
  kind text not null,
  quantity integer not null check (quantity between 1 and 100000),
  organisation_id uuid not null references organisation,
  settlement_id uuid not null references settlement,
  -- Where it is kept, in words.
  kept_at text check (length(kept_at) <= 200),
  price text check (length(price) <= 300),
  note text check (length(note) <= 2000),
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id)
);
create index equipment_organisation on equipment (organisation_id);
create index equipment_settlement on equipment (settlement_id);
