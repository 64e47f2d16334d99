-- What can be found by searching: a copy in words of every public record, kept true by the activities that change it.

create sequence search_version as integer;

create table search_document (
  kind text not null,
  object_id uuid not null,
  path text not null,
  title text not null,
  summary text,
  body text,
  labels text not null default '',
  place_slug text,
  place_name text,
  lat double precision,
  lon double precision,
  facets text[] not null default '{}',
  times jsonb not null default '[]',
  is_place boolean not null default false,
  -- Rises with every change, so that those who hold documents in memory can ask for what is new.
  version integer not null default nextval('search_version'),
  -- The record is gone, or not public any more: the row stays to say so.
  removed boolean not null default false,
  primary key (kind, object_id)
);
create index search_document_version on search_document (version);
