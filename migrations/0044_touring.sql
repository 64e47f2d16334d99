-- Programmes that travel: packages with what they need, settlements that ask for them, tours planned stop by stop, and the answers.

create table package (
  id uuid primary key,
  slug text not null unique,
  title text collate hu not null check (length(title) between 1 and 200),
  organisation_id uuid not null references organisation on delete cascade,
  -- Who entered it.
  person_id uuid references person on delete set null,
  text text check (length(text) <= 4000),
  minutes integer not null check (minutes between 5 and 1440),
  setup_minutes integer not null check (setup_minutes between 0 and 1440),
  teardown_minutes integer not null check (teardown_minutes between 0 and 1440),
  crew smallint not null check (crew between 1 and 200),
  -- Metres.
  min_width_m real check (min_width_m > 0),
  min_depth_m real check (min_depth_m > 0),
  min_height_m real check (min_height_m > 0),
  power text check (power in ('none', 'normal', 'three_phase')),
  capacity_min integer check (capacity_min between 1 and 100000),
  darkening boolean not null default false,
  -- What else the hall must have, in words.
  needs text check (length(needs) <= 2000),
  audiences text[] not null default '{}',
  themes text[] not null default '{}',
  -- Whole forints.
  fee_huf integer not null check (fee_huf >= 0),
  per_km_huf integer not null check (per_km_huf >= 0),
  -- Null: the company goes home every evening.
  per_night_huf integer check (per_night_huf >= 0),
  home_settlement_id uuid not null references settlement,
  two_a_day boolean not null default false,
  rest_after_days smallint check (rest_after_days between 1 and 30),
  -- When shows may begin, local.
  earliest text not null check (earliest ~ '^[0-9]{2}:[0-9]{2}$'),
  latest text not null check (latest ~ '^[0-9]{2}:[0-9]{2}$'),
  -- 1 Monday to 7 Sunday; empty: any.
  weekdays smallint[] not null default '{}',
  -- [{"from": day, "to": day}], both included; empty: any time.
  available jsonb not null default '[]',
  state text not null check (state in ('draft', 'open', 'ended')),
  folded text not null,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check (earliest <= latest)
);
create index package_organisation on package (organisation_id);
create index package_home on package (home_settlement_id);
create index package_person on package (person_id);

create table package_request (
  id uuid primary key,
  package_id uuid not null references package on delete cascade,
  settlement_id uuid not null references settlement,
  venue_id uuid references venue on delete set null,
  organisation_id uuid references organisation on delete set null,
  person_id uuid references person on delete set null,
  -- Of somebody without an account, or of the organisation that was invited.
  name text check (length(name) <= 200),
  email text check (email = lower(email)),
  locale text not null,
  -- As the package's: when it would suit.
  days jsonb not null default '[]',
  people integer check (people between 1 and 100000),
  -- What they would pay towards the costs, whole forints.
  share_huf integer not null default 0 check (share_huf >= 0),
  note text check (length(note) <= 2000),
  -- unconfirmed: by mail, not yet shown to be theirs. invited: asked by the owner, no answer yet.
  state text not null check (state in ('unconfirmed', 'invited', 'open', 'declined', 'withdrawn')),
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index package_request_package on package_request (package_id, state);
create index package_request_settlement on package_request (settlement_id);
create index package_request_venue on package_request (venue_id);
create index package_request_organisation on package_request (organisation_id);
create index package_request_person on package_request (person_id);

create table tour (
  id uuid primary key,
  slug text not null unique,
  package_id uuid not null references package on delete cascade,
  -- Who plans it, and is told of the answers.
  person_id uuid references person on delete set null,
  name text collate hu not null check (length(name) between 1 and 200),
  first_day date not null,
  last_day date not null,
  settings jsonb not null,
  state text not null check (state in ('draft', 'asked', 'cancelled')),
  -- How the search for plans stands, and how far it is, 0 to 1.
  search text not null check (search in ('none', 'waiting', 'ready', 'failed')),
  progress real not null default 0,
  -- Plans to choose from; null when there is nothing to choose.
  answer jsonb,
  -- The one that was chosen.
  plan jsonb,
  -- What stood before the last change, as long as nobody was asked since.
  before jsonb,
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (first_day <= last_day)
);
create index tour_package on tour (package_id);
create index tour_person on tour (person_id);
create index tour_waiting on tour (created_at) where search = 'waiting';

create table tour_stop (
  id uuid primary key,
  tour_id uuid not null references tour on delete cascade,
  request_id uuid references package_request on delete set null,
  venue_id uuid not null references venue on delete cascade,
  settlement_id uuid not null references settlement,
  organisation_id uuid references organisation on delete set null,
  -- Of the show; null while it is not in the plan.
  starts_at timestamptz,
  ends_at timestamptz,
  position smallint,
  -- The tour must come, and on that day or at that very time where one is given.
  kept boolean not null default false,
  kept_day date,
  kept_time text check (kept_time ~ '^[0-9]{2}:[0-9]{2}$'),
  state text not null check (state in
    ('left_out', 'planned', 'asked', 'suggested', 'accepted', 'declined', 'dropped')),
  -- Why it was left out, as the solver says it.
  reason jsonb,
  suggested_starts text check (suggested_starts ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$'),
  note text check (length(note) <= 2000),
  answered_by uuid references person on delete set null,
  asked_at timestamptz,
  answered_at timestamptz,
  reminded_at timestamptz,
  event_id uuid references event on delete set null,
  booking_id uuid references booking on delete set null,
  km real,
  share_huf integer,
  updated_at timestamptz not null,
  unique (tour_id, venue_id)
);
create index tour_stop_request on tour_stop (request_id);
create index tour_stop_venue on tour_stop (venue_id);
create index tour_stop_settlement on tour_stop (settlement_id);
create index tour_stop_organisation on tour_stop (organisation_id);
create index tour_stop_event on tour_stop (event_id);
create index tour_stop_booking on tour_stop (booking_id);
create index tour_stop_answered_by on tour_stop (answered_by);
