-- The meetings of circles: the rule they follow, who is host, who was invited and what they answered.

create table meeting_series (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  -- RRULE value; the local time of the first one and the zone it is meant in: occurrences are derived.
  rule text not null,
  starts text not null check (starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  minutes integer not null check (minutes between 15 and 1440),
  zone text not null default 'Europe/Budapest',
  title text not null check (length(title) between 1 and 200),
  -- Where all of them are, when the hosting does not rotate.
  venue_id uuid references venue on delete set null,
  hosting text not null check (hosting in ('rotating', 'fixed')),
  -- How many of those who decide must come.
  quorum smallint check (quorum between 1 and 500),
  -- How one takes part from afar: an address, or a telephone number.
  remote text check (length(remote) <= 300),
  -- So many days before, those who have not answered are reminded; the day before, everybody.
  remind_days smallint[] not null default '{7,1}',
  -- So many days before, the invitations leave by themselves.
  invite_days smallint not null default 21 check (invite_days between 3 and 90),
  public boolean not null default true,
  state text not null check (state in ('running', 'stopped')),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index meeting_series_circle on meeting_series (circle_id);
create index meeting_series_venue on meeting_series (venue_id);
create unique index meeting_series_running on meeting_series (circle_id) where state = 'running';

create table meeting (
  id uuid primary key,
  circle_id uuid not null references circle on delete cascade,
  number integer not null check (number > 0),
  series_id uuid references meeting_series on delete set null,
  -- The local start that its rule gave, also where it was moved since.
  recurrence_id text,
  title text not null check (length(title) between 1 and 200),
  starts text not null check (starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  minutes integer not null check (minutes between 15 and 1440),
  zone text not null default 'Europe/Budapest',
  -- The same as instants: derived from the three above whenever they change.
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  host_member_id uuid references circle_member on delete set null,
  venue_id uuid references venue on delete set null,
  settlement_id uuid references settlement on delete set null,
  place text check (length(place) <= 200),
  booking_id uuid references booking on delete set null,
  remote text check (length(remote) <= 300),
  quorum smallint check (quorum between 1 and 500),
  state text not null check (state in ('planned', 'invited', 'held', 'cancelled')),
  -- Why it was moved or cancelled, as those invited read it.
  reason text check (length(reason) <= 500),
  uid text not null unique,
  -- RFC 5546 §2.1.4: what those invited have been told; and since which of them the time is what it is.
  sequence integer not null default 0,
  time_sequence integer not null default 0,
  public boolean not null default true,
  -- When the convenor was last warned that too few come.
  quorum_warned_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (circle_id, number),
  unique (series_id, recurrence_id)
);
create index meeting_starts on meeting (starts_at);
create index meeting_circle_starts on meeting (circle_id, starts_at);
create index meeting_host on meeting (host_member_id);
create index meeting_venue on meeting (venue_id);
create index meeting_settlement on meeting (settlement_id);
create index meeting_booking on meeting (booking_id);

create table meeting_invitee (
  id uuid primary key,
  meeting_id uuid not null references meeting on delete cascade,
  member_id uuid not null references circle_member on delete cascade,
  -- In the mails to this member: it opens their own answer, nothing else.
  token text not null unique,
  -- Which version of the meeting they were last told.
  sent_sequence integer,
  sent_at timestamptz,
  reply text check (reply in ('accepted', 'declined', 'tentative')),
  -- What they had answered before the time changed.
  earlier_reply text check (earlier_reply in ('accepted', 'declined', 'tentative')),
  replied_at timestamptz,
  -- Of which two replies is the newer (RFC 5546 §2.1.5).
  reply_sequence integer,
  reply_stamp timestamptz,
  how text check (how in ('link', 'calendar', 'account', 'told')),
  -- The address a reply came from when it was not the member's.
  from_address text,
  comment text check (length(comment) <= 2000),
  substitute_name text check (length(substitute_name) <= 200),
  substitute_email text check (length(substitute_email) <= 254),
  substitute_token text unique,
  substitute_reply text check (substitute_reply in ('accepted', 'declined', 'tentative')),
  substitute_stamp timestamptz,
  remote boolean not null default false,
  ride text check (ride in ('offers', 'wants')),
  seats smallint check (seats between 1 and 60),
  -- Where from, when not from home; and the number that those in one car are told of each other.
  ride_from uuid references settlement on delete set null,
  ride_phone text check (length(ride_phone) <= 40),
  ride_consent boolean not null default false,
  -- Which sharing they were last told of.
  ride_told text,
  reminded_at timestamptz,
  attendance text check (attendance in ('present', 'remote', 'excused', 'absent')),
  -- Who came for them.
  attended_by text check (length(attended_by) <= 200),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (meeting_id, member_id),
  check ((reply is null) or (replied_at is not null))
);
create index meeting_invitee_member on meeting_invitee (member_id);
create index meeting_invitee_ride_from on meeting_invitee (ride_from);

-- Who comes, or came, without being a member: somebody an invitation was forwarded to, or who just sat down.
create table meeting_guest (
  id uuid primary key,
  meeting_id uuid not null references meeting on delete cascade,
  name text not null check (length(name) between 1 and 200),
  "of" text check (length("of") <= 200),
  email text check (length(email) <= 254),
  -- `asked`: they wrote, the convenor has not said yet.
  state text not null default 'came' check (state in ('asked', 'welcome', 'declined', 'came')),
  reply text check (reply in ('accepted', 'declined', 'tentative')),
  token text unique,
  created_at timestamptz not null default now()
);
create index meeting_guest_meeting on meeting_guest (meeting_id);
create unique index meeting_guest_email on meeting_guest (meeting_id, email);

-- Whom the hosting of a meeting was offered to, and what they said.
create table meeting_host_ask (
  id uuid primary key,
  meeting_id uuid not null references meeting on delete cascade,
  member_id uuid not null references circle_member on delete cascade,
  state text not null check (state in ('proposed', 'asked', 'accepted', 'declined', 'withdrawn')),
  note text check (length(note) <= 2000),
  asked_at timestamptz,
  answered_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index meeting_host_ask_meeting on meeting_host_ask (meeting_id);
create index meeting_host_ask_member on meeting_host_ask (member_id);
create unique index meeting_host_ask_open on meeting_host_ask (meeting_id) where state in ('proposed', 'asked', 'accepted');

-- The address by which the members' calendar programs follow their circle's meetings.
create table meeting_feed (
  member_id uuid primary key references circle_member on delete cascade,
  token text not null unique,
  created_at timestamptz not null
);
