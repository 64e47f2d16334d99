-- Who performs, leads or lectures at an event, as its programme names them.

create table event_performer (
  event_id uuid not null references event on delete cascade,
  position smallint not null check (position >= 0),
  name text not null check (length(name) between 1 and 120),
  -- «előadó», «zenekar»: as the organiser says it.
  role text check (length(role) between 1 and 80),
  -- By which the same performer is found again, however their name is written; null where the name is nobody's in particular.
  key text,
  -- A choir or company of the register.
  organisation_id uuid references organisation on delete set null,
  primary key (event_id, position)
);
create index event_performer_key on event_performer (key) where key is not null;
create index event_performer_organisation on event_performer (organisation_id);
