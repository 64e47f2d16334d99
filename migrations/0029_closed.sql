-- Organisations and venues that are there no more: since when, why, and what came in their place. Their pages stay.
alter table organisation
  add column closed_on date,
  -- In public words.
  add column closed_reason text check (length(closed_reason) <= 500),
  add column successor_id uuid references organisation on delete set null,
  add check (closed_on is not null or (closed_reason is null and successor_id is null));
create index organisation_successor on organisation (successor_id);
create index organisation_closed on organisation (closed_on) where closed_on is not null;

alter table venue
  add column closed_on date,
  add column closed_reason text check (length(closed_reason) <= 500),
  add column successor_id uuid references venue on delete set null,
  add check (closed_on is not null or (closed_reason is null and successor_id is null));
create index venue_successor on venue (successor_id);
create index venue_closed on venue (closed_on) where closed_on is not null;
