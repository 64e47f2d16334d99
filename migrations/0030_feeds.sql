-- Calendars that institutions keep elsewhere, read again and again: what was received the last time, what each reading brought,
-- and what a person has to decide.

create table feed (
  id uuid primary key,
  organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  address text not null check (length(address) between 1 and 2000),
  kind text not null check (kind in ('calendar', 'data', 'table', 'page', 'news')),
  -- Where and for whom its events are as far as it does not say so itself.
  settlement_id uuid references settlement,
  venue_id uuid references venue,
  audiences text[] not null default '{}',
  themes text[] not null default '{}',
  status text not null check (status in ('tentative', 'confirmed')),
  -- Whether its times of the world (…Z) are meant as local ones.
  utc_is_local boolean not null default false,
  every_minutes integer not null check (every_minutes between 60 and 10080),
  -- Paused by a person; failed: paused after a week without an answer; held: half of its events were gone at once.
  state text not null check (state in ('active', 'paused', 'failed', 'held')),
  etag text,
  last_modified text,
  -- Events that could not be read the last time: as many again do not make a reading incomplete.
  refused_rows integer not null default 0,
  next_read_at timestamptz not null,
  last_read_at timestamptz,
  last_success_at timestamptz,
  failures integer not null default 0,
  failing_since timestamptz,
  fault text,
  -- Whether its keepers have had a mail about the failure that lasts.
  failure_told boolean not null default false,
  -- Somebody has said that what is gone is gone indeed: said once, for one reading.
  gone_accepted boolean not null default false,
  created_by uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index feed_organisation on feed (organisation_id);
create index feed_settlement on feed (settlement_id);
create index feed_venue on feed (venue_id);
create index feed_person on feed (created_by);
create index feed_due on feed (next_read_at) where state in ('active', 'held');

-- One event as the source told it the last time; the event itself is found by source `feed:<id>` and the same external id.
create table feed_item (
  feed_id uuid not null references feed on delete cascade,
  external_id text not null,
  -- The source's own id at the last reading.
  uid text,
  received jsonb not null,
  -- Complete readings in a row in which it was not there.
  missed smallint not null default 0,
  seen_at timestamptz not null,
  withdrawn_at timestamptz,
  -- A person has said that it takes place all the same.
  kept boolean not null default false,
  primary key (feed_id, external_id)
);

create table feed_read (
  id uuid primary key,
  feed_id uuid not null references feed on delete cascade,
  at timestamptz not null,
  outcome text not null check (outcome in ('read', 'not_modified', 'failed', 'held')),
  -- How many of each: created, changed, moved, cancelled, gone, withdrawn, asked, refused, past.
  counts jsonb not null default '{}',
  fault text,
  -- The first few events that could not be read, and why.
  problems jsonb not null default '[]'
);
create index feed_read_feed on feed_read (feed_id, at desc);

-- Two that may be one; asked once.
create table feed_question (
  id uuid primary key,
  feed_id uuid not null references feed on delete cascade,
  external_id text not null,
  -- Time, title and place of the one that came.
  print text not null,
  came jsonb not null,
  asked_at timestamptz not null,
  answer text check (answer in ('same', 'new')),
  answered_by uuid references person on delete set null,
  answered_at timestamptz,
  unique (feed_id, external_id, print)
);
create index feed_question_person on feed_question (answered_by);
