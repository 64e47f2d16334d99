-- What an import remembers: which column filled which field the last time, and what HSDS says that no table of ours holds.

create table import_mapping (
  kind text not null,
  source text not null,
  -- Of the columns' names, whatever their order, capitals and accents.
  columns_digest text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (kind, source, columns_digest)
);
create index import_mapping_columns on import_mapping (kind, columns_digest, used_at);

create table hsds_row (
  source text not null,
  -- Table of the specification: phones.
  table_name text not null,
  external_id text not null,
  -- The columns as they came.
  fields jsonb not null,
  -- What it is a part of: services/<id>/phones.
  places text[] not null default '{}',
  -- Our record that it became; what we said of it then tells later what has changed since.
  record_id uuid,
  written jsonb,
  updated_at timestamptz not null,
  primary key (source, table_name, external_id)
);
create index hsds_row_record on hsds_row (record_id);
create index hsds_row_updated on hsds_row (updated_at);
