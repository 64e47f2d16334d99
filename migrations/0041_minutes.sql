-- What a circle talks about, what it decides, who does what until when, and the minutes that say so.

create table agenda_item (
  id uuid primary key,
  meeting_id uuid not null references meeting on delete cascade,
  -- The order of those accepted; proposals have none.
  position integer,
  title text not null check (length(title) between 1 and 300),
  detail text check (length(detail) <= 4000),
  minutes_planned smallint check (minutes_planned between 1 and 600),
  lead_member_id uuid references circle_member on delete set null,
  -- What proposed it: its key, so that it is proposed once, and where the matter can be read. Null for what somebody typed.
  source jsonb,
  source_key text,
  carried_from uuid references meeting on delete set null,
  proposed_by uuid references circle_member on delete set null,
  state text not null check (state in ('proposed', 'accepted', 'declined')),
  -- Those of the meeting itself.
  notes text not null default '' check (length(notes) <= 40000),
  public boolean not null default true,
  -- Whether it was not reached, or not finished: then it comes back by itself.
  carried boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (meeting_id, source_key)
);
create index agenda_item_meeting on agenda_item (meeting_id, position);
create index agenda_item_lead on agenda_item (lead_member_id);
create index agenda_item_carried_from on agenda_item (carried_from);
create index agenda_item_proposed_by on agenda_item (proposed_by);

create table decision (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  meeting_id uuid not null references meeting on delete cascade,
  item_id uuid references agenda_item on delete set null,
  -- Within the circle and the year of the meeting: given when the minutes are sent.
  number integer check (number > 0),
  text text not null check (length(text) between 1 and 4000),
  public boolean not null default true,
  decided_on date not null,
  -- Where it stands among those of its meeting.
  position integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index decision_circle on decision (circle_id, decided_on);
create index decision_meeting on decision (meeting_id, position);
create index decision_item on decision (item_id);

create table decision_voice (
  decision_id uuid not null references decision on delete cascade,
  member_id uuid not null references circle_member on delete cascade,
  voice text not null check (voice in ('agreed', 'abstained', 'opposed')),
  primary key (decision_id, member_id)
);
create index decision_voice_member on decision_voice (member_id);

create table task (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  meeting_id uuid references meeting on delete set null,
  item_id uuid references agenda_item on delete set null,
  decision_id uuid references decision on delete set null,
  text text not null check (length(text) between 1 and 2000),
  -- A member, or somebody who is none, by name; neither: nobody has taken it on yet.
  owner_member_id uuid references circle_member on delete set null,
  owner_name text check (length(owner_name) between 1 and 200),
  due_on date,
  state text not null check (state in ('open', 'done', 'dropped')),
  done_at timestamptz,
  done_note text check (length(done_note) <= 1000),
  done_how text check (done_how in ('account', 'link', 'table')),
  -- How many meetings it was carried over; how often its day was put off.
  carried smallint not null default 0,
  put_off smallint not null default 0,
  -- The last day on which its owner was reminded.
  reminded_on date,
  public boolean not null default true,
  position integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((state = 'done') = (done_at is not null)),
  check (owner_member_id is null or owner_name is null)
);
create index task_circle on task (circle_id, state, due_on);
create index task_meeting on task (meeting_id);
create index task_item on task (item_id);
create index task_decision on task (decision_id);
create index task_owner on task (owner_member_id);
create index task_due on task (due_on) where state = 'open';

create table minutes (
  meeting_id uuid primary key references meeting on delete cascade,
  state text not null check (state in ('draft', 'sent', 'approved')),
  -- In a few sentences, for everybody: what was good, what comes of it.
  summary text not null default '' check (length(summary) <= 4000),
  -- Until when, and where, as it was said at the table: local wall time.
  next_starts text check (next_starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  next_note text check (length(next_note) <= 300),
  -- How often it was sent.
  version integer not null default 0,
  agenda_sent_at timestamptz,
  topics_asked_at timestamptz,
  sent_at timestamptz,
  -- The day after which silence is consent.
  silent_until date,
  approved_at timestamptz,
  -- Whether something was written after it had been sent.
  changed boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((state = 'draft') = (sent_at is null))
);
create index minutes_waiting on minutes (silent_until) where state = 'sent';

create table minutes_voice (
  meeting_id uuid not null references minutes on delete cascade,
  member_id uuid not null references circle_member on delete cascade,
  -- Of which version.
  version integer not null,
  voice text not null check (voice in ('approved', 'correction')),
  note text check (length(note) between 1 and 2000),
  -- When the convenor has seen to a correction.
  settled_at timestamptz,
  at timestamptz not null,
  primary key (meeting_id, member_id, version)
);
create index minutes_voice_member on minutes_voice (member_id);

-- All that was written at the table, change by change: what stands in the minutes is what these make together.
create table table_change (
  meeting_id uuid not null references meeting on delete cascade,
  -- Made where it was typed: sent twice, it is one.
  change_id uuid not null,
  -- What was changed: `item/ID/notes`.
  path text not null check (length(path) <= 120),
  -- Greater than that of every change which its writer had seen (Lamport 1978).
  stamp integer not null check (stamp >= 0),
  -- The order in which they arrived here: what came since a device last asked.
  seq integer not null,
  base text not null,
  value text not null check (length(value) <= 40000),
  person_id uuid references person on delete set null,
  applied_at timestamptz not null,
  primary key (meeting_id, change_id),
  unique (meeting_id, seq)
);
create index table_change_path on table_change (meeting_id, path);
create index table_change_person on table_change (person_id);
