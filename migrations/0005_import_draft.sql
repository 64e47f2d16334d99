-- A file on its way into the house: kept between being chosen and being imported, for a day at most.

create table import_draft (
  id uuid primary key,
  kind text not null,
  name text not null check (length(name) between 1 and 300),
  bytes bytea not null check (octet_length(bytes) <= 20971520),
  sheet text,
  mapping jsonb,
  source text not null,
  created_by uuid references person on delete cascade,
  created_at timestamptz not null
);
create index import_draft_person on import_draft (created_by);
create index import_draft_created on import_draft (created_at);
