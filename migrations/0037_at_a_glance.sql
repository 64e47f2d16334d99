-- What lists and seasons count by is read from indices alone: an event's texts make its row too long to be passed over.

create index event_at_a_glance on event (id) include (status, settlement_id, venue_id, lat, lon, background, rule);

-- Where it is, of its event and with it: counted by settlement without a look at the events.
alter table occurrence add column settlement_id uuid;
update occurrence set settlement_id = event.settlement_id
  from event where event.id = occurrence.event_id and event.settlement_id is not null;

create function occurrence_takes_settlement() returns trigger language plpgsql as $$
begin
  new.settlement_id := (select event.settlement_id from event where event.id = new.event_id);
  return new;
end $$;
create trigger settlement_of_event before insert on occurrence
  for each row execute function occurrence_takes_settlement();

create function occurrence_follows_settlement() returns trigger language plpgsql as $$
begin
  update occurrence set settlement_id = new.settlement_id where event_id = new.id;
  return null;
end $$;
create trigger settlement_of_occurrences after update of settlement_id on event
  for each row when (old.settlement_id is distinct from new.settlement_id)
  execute function occurrence_follows_settlement();

drop index occurrence_starts;
create index occurrence_starts on occurrence (starts_at, event_id) include (settlement_id);
