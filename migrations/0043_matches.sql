-- What offers and needs have to do with one another: who matches whom, what both sides say to it, and what they agree on.

-- An offer and a need among the ten best of one another, or that somebody has said a word about.
create table match_word (
  id uuid primary key,
  offer_id uuid not null references offering on delete cascade,
  need_id uuid not null references offering on delete cascade,
  -- 0 … 10,000, and what it is made of.
  score integer not null check (score between 0 and 10000),
  bars jsonb not null,
  facts jsonb not null,
  -- Place among the best of the offer and of the need; null: no more among them.
  offer_place smallint check (offer_place > 0),
  need_place smallint check (need_place > 0),
  found_at timestamptz not null,
  -- When each side was written to about it.
  offer_told_at timestamptz,
  need_told_at timestamptz,
  offer_word text check (offer_word in ('yes', 'no')),
  need_word text check (need_word in ('yes', 'no')),
  offer_said_at timestamptz,
  need_said_at timestamptz,
  -- Why not, in their own words.
  offer_reason text check (length(offer_reason) <= 2000),
  need_reason text check (length(need_reason) <= 2000),
  updated_at timestamptz not null,
  unique (offer_id, need_id),
  check ((offer_word is null) = (offer_said_at is null)),
  check ((need_word is null) = (need_said_at is null))
);
create index match_word_need on match_word (need_id);
create index match_word_untold_offer on match_word (offer_id) where offer_told_at is null and offer_place is not null;
create index match_word_untold_need on match_word (need_id) where need_told_at is null and need_place is not null;

-- Each search, so that one sees how fresh the matches are.
create table match_search (
  id uuid primary key,
  offers integer not null,
  needs integer not null,
  pairs bigint not null,
  kept integer not null,
  seconds double precision not null,
  finished_at timestamptz not null
);
create index match_search_finished on match_search (finished_at);

create table ring (
  id uuid primary key,
  -- What goes from whom to whom: the same ring is proposed once.
  key text not null unique,
  length smallint not null check (length between 2 and 4),
  value integer not null check (value > 0),
  -- Agreed: all have said yes. Declined: one has said no. Expired: somebody has said nothing.
  state text not null check (state in ('proposed', 'agreed', 'declined', 'expired')),
  expires_on date not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index ring_state on ring (state);

-- In the order of giving: each gives to the next, the last to the first.
create table ring_member (
  ring_id uuid not null references ring on delete cascade,
  position smallint not null check (position between 0 and 3),
  organisation_id uuid not null references organisation on delete cascade,
  gives_offering_id uuid not null references offering on delete cascade,
  gets_offering_id uuid not null references offering on delete cascade,
  answer text check (answer in ('yes', 'no')),
  answered_at timestamptz,
  reason text check (length(reason) <= 2000),
  primary key (ring_id, position),
  unique (ring_id, organisation_id),
  check ((answer is null) = (answered_at is null))
);
create index ring_member_organisation on ring_member (organisation_id);
create index ring_member_gives on ring_member (gives_offering_id);
create index ring_member_gets on ring_member (gets_offering_id);

create table agreement (
  id uuid primary key,
  number integer not null unique check (number > 0),
  kind text not null check (kind in ('match', 'ring')),
  -- Draft: talked about. Agreed: all have said yes. Fulfilled or not kept: what they said afterwards.
  state text not null check (state in ('draft', 'agreed', 'fulfilled', 'not_kept', 'cancelled')),
  match_id uuid unique references match_word on delete set null,
  ring_id uuid unique references ring on delete set null,
  what text not null check (length(what) between 1 and 2000),
  place text check (length(place) <= 300),
  -- First and last day, both included.
  starts_on date,
  ends_on date,
  agreed_at timestamptz,
  closed_at timestamptz,
  -- When the parties were reminded of it, and asked whether it was.
  reminded_at timestamptz,
  asked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (starts_on <= ends_on)
);
create index agreement_state on agreement (state, ends_on);

create table agreement_party (
  id uuid primary key,
  agreement_id uuid not null references agreement on delete cascade,
  position smallint not null check (position between 0 and 3),
  organisation_id uuid references organisation on delete set null,
  name text not null check (length(name) between 1 and 300),
  -- Through which offer or need it is reached, and who answers for it.
  offering_id uuid references offering on delete set null,
  gives text not null default '' check (length(gives) <= 2000),
  answer text check (answer in ('yes', 'no')),
  answered_at timestamptz,
  fulfilled text check (fulfilled in ('yes', 'no')),
  fulfilled_at timestamptz,
  why text check (length(why) <= 2000),
  thanks text check (length(thanks) <= 2000),
  thanks_public boolean not null default false,
  unique (agreement_id, position),
  check ((answer is null) = (answered_at is null)),
  check ((fulfilled is null) = (fulfilled_at is null))
);
create index agreement_party_organisation on agreement_party (organisation_id);
create index agreement_party_offering on agreement_party (offering_id);

-- A need that nobody had answered in a week, and what the caretaker of its settlement said to it.
create table need_care (
  need_id uuid primary key references offering on delete cascade,
  asked_at timestamptz not null,
  word text check (word in ('cares', 'cannot')),
  note text check (length(note) <= 2000),
  said_at timestamptz,
  check ((word is null) = (said_at is null))
);

-- Addresses without an account that want no letters about matches.
create table match_silence (
  email text primary key check (email = lower(email)),
  since timestamptz not null
);
