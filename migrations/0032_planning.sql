-- What organisers are told of without asking: events that compete with theirs, and events that could be one with theirs.

-- Which events have been looked at since they last changed.
create table clash_check (
  event_id uuid primary key references event on delete cascade,
  checked_at timestamptz not null
);
-- What was there before the house began to look is not news.
insert into clash_check select id, updated_at from event;

-- One organisation's word on two events that compete: told once, again only when it has got worse, never after «it does not matter».
create table clash_word (
  organisation_id uuid not null references organisation on delete cascade,
  -- The organisation's own event, and the other.
  event_id uuid not null references event on delete cascade,
  other_id uuid not null references event on delete cascade,
  -- 0 to 100, as it was last found.
  score real not null,
  found_at timestamptz not null,
  told_score real,
  told_at timestamptz,
  silenced_at timestamptz,
  primary key (organisation_id, event_id, other_id)
);
create index clash_word_event on clash_word (event_id);
create index clash_word_other on clash_word (other_id);
create index clash_word_waiting on clash_word (organisation_id) where silenced_at is null;

-- Two events that could be one: who asked whom, and what became of it.
create table joint_proposal (
  id uuid primary key,
  -- The event that stays and gets a second organiser, and the one that would become part of it.
  event_id uuid not null references event on delete cascade,
  other_id uuid not null references event on delete cascade,
  person_id uuid references person on delete set null,
  state text not null check (state in ('asked', 'talk', 'accepted', 'declined', 'withdrawn', 'expired', 'undone')),
  -- A few words of whoever answered.
  note text check (length(note) <= 2000),
  answered_by uuid references person on delete set null,
  answered_at timestamptz,
  -- The state of the other before they became one: what undoing goes back to.
  other_status text check (other_status in ('tentative', 'confirmed')),
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (event_id <> other_id)
);
create index joint_proposal_event on joint_proposal (event_id);
create index joint_proposal_other on joint_proposal (other_id);
create index joint_proposal_person on joint_proposal (person_id);
create index joint_proposal_answered_by on joint_proposal (answered_by);
-- Of two events nobody is asked twice at a time, and one becomes part of one other only.
create unique index joint_proposal_open on joint_proposal (least(event_id, other_id), greatest(event_id, other_id))
  where state in ('asked', 'talk');
create unique index joint_proposal_joined on joint_proposal (other_id) where state = 'accepted';
