-- A month of a territory is timed anew: what was asked, what was found, and how each organiser was asked and answered.

create table retiming (
  id uuid primary key,
  -- Who began it, and is told of the answers.
  person_id uuid references person on delete set null,
  -- The territory, as it was when it was asked about.
  territory text not null check (length(territory) between 1 and 200),
  settlements uuid[] not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  state text not null check (state in ('waiting', 'ready', 'asked', 'failed')),
  -- How far the search is, 0 to 1.
  progress real not null default 0,
  -- Plans and figures; null until the first ones are found.
  answer jsonb,
  answered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index retiming_person on retiming (person_id);
create index retiming_waiting on retiming (created_at) where state = 'waiting';

create table retiming_move (
  id uuid primary key,
  retiming_id uuid not null references retiming on delete cascade,
  event_id uuid not null references event on delete cascade,
  -- Local wall times in the event's zone: as it was when it was proposed, and what was proposed.
  from_starts text not null check (from_starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  to_starts text not null check (to_starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  clashes_before integer not null,
  clashes_after integer not null,
  state text not null check (state in ('asked', 'suggested', 'accepted', 'declined', 'withdrawn', 'expired', 'changed')),
  -- What the organiser would like instead.
  suggested_starts text check (suggested_starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  note text check (length(note) <= 2000),
  answered_by uuid references person on delete set null,
  answered_at timestamptz,
  reminded_at timestamptz,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (retiming_id, event_id)
);
create index retiming_move_event on retiming_move (event_id);
create index retiming_move_answered_by on retiming_move (answered_by);
-- Of one event nobody is asked two things at a time.
create unique index retiming_move_open on retiming_move (event_id) where state in ('asked', 'suggested');
