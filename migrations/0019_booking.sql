-- Venues and equipment are asked for and lent. The database itself refuses to give a venue to two at once, or more things than
-- there are; of programmes that the calendar has confirmed at a venue it knows as well.

create table booking (
  id uuid primary key,
  venue_id uuid references venue,
  -- Who decides: the organisation whose venue or things they are; null where nobody's, then the settlement's caretaker.
  keeper_id uuid references organisation,
  settlement_id uuid not null references settlement,
  -- For whom, and who asked.
  organisation_id uuid references organisation on delete set null,
  person_id uuid references person on delete set null,
  purpose text not null check (length(purpose) between 1 and 200),
  contact text check (length(contact) <= 200),
  note text check (length(note) <= 2000),
  people integer check (people > 0),
  starts text not null check (starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  minutes integer not null check (minutes between 1 and 527040),
  zone text not null default 'Europe/Budapest',
  all_day boolean not null default false,
  rule text,
  exdates jsonb not null default '[]',
  state text not null check (state in ('requested', 'confirmed', 'refused', 'cancelled', 'lapsed')),
  decided_at timestamptz,
  -- What the decider wrote to it.
  answer text check (length(answer) <= 2000),
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index booking_venue on booking (venue_id);
create index booking_keeper on booking (keeper_id);
create index booking_settlement on booking (settlement_id);
create index booking_organisation on booking (organisation_id);
create index booking_person on booking (person_id);

create table booking_occurrence (
  booking_id uuid not null references booking on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- As in the booking: only what is asked for or confirmed holds the venue.
  venue_id uuid references venue,
  state text not null,
  primary key (booking_id, starts_at),
  constraint venue_taken_once exclude using gist (
    venue_id with =,
    tstzrange(starts_at, ends_at) with &&
  ) where (state in ('requested', 'confirmed'))
);
create index booking_occurrence_venue on booking_occurrence (venue_id, starts_at);
create index booking_occurrence_starts on booking_occurrence (starts_at);

create table booking_equipment (
  booking_id uuid not null references booking on delete cascade,
  equipment_id uuid not null references equipment,
  quantity integer not null check (quantity > 0),
  primary key (booking_id, equipment_id)
);
create index booking_equipment_equipment on booking_equipment (equipment_id);

-- A programme confirmed at the venue, of another organisation than the one that asks, and not a thing that is on for days. One
-- without a known end lasts an hour.
create function refuse_venue_of_event() returns trigger language plpgsql as $$
begin
  if new.venue_id is not null and new.state in ('requested', 'confirmed') and exists (
    select 1 from event
    join occurrence on occurrence.event_id = event.id
    where event.venue_id = new.venue_id and event.status = 'confirmed' and not event.background
      and occurrence.starts_at < new.ends_at
      and greatest(occurrence.ends_at, occurrence.starts_at + interval '1 hour') > new.starts_at
      and (occurrence.ends_at > new.starts_at or occurrence.ends_at = occurrence.starts_at)
      and not exists (
        select 1 from event_organiser
        join booking on booking.organisation_id = event_organiser.organisation_id
        where event_organiser.event_id = event.id and booking.id = new.booking_id
      )
  ) then
    raise exception 'A programme takes place there then.' using errcode = 'exclusion_violation', constraint = 'venue_taken_by_event';
  end if;
  return new;
end $$;
create trigger venue_of_event before insert on booking_occurrence
  for each row execute function refuse_venue_of_event();

-- At no moment is more lent than there is. Who asks waits until those who asked for the same before have been answered.
create function refuse_equipment_beyond() returns trigger language plpgsql as $$
declare
  there integer;
  wanted integer;
begin
  select quantity into there from equipment where id = new.equipment_id for no key update;
  with used as (
    select each.booking_id, each.starts_at, each.ends_at, lent.quantity
    from booking_equipment lent
    join booking_occurrence each on each.booking_id = lent.booking_id
    where lent.equipment_id = new.equipment_id and each.state in ('requested', 'confirmed')
  ), moment as (
    select distinct used.starts_at as at from used
    where exists (
      select 1 from used mine
      where mine.booking_id = new.booking_id and used.starts_at >= mine.starts_at and used.starts_at < mine.ends_at
    )
  )
  select coalesce(max(load.sum), 0) into wanted from (
    select sum(used.quantity) from moment join used on used.starts_at <= moment.at and used.ends_at > moment.at
    group by moment.at
  ) load;
  if wanted > there then
    raise exception 'Not so many are there then.' using errcode = 'exclusion_violation', constraint = 'equipment_beyond';
  end if;
  return null;
end $$;
create trigger equipment_beyond after insert or update on booking_equipment
  for each row execute function refuse_equipment_beyond();
