-- Residents who want to hear by mail what is on near them, what one organisation does, or what becomes of one event.

create table following (
  id uuid primary key,
  -- Whose it is: somebody with an account, or an address that was confirmed by a mailed link.
  person_id uuid references person on delete cascade,
  email text check (email = lower(email)),
  locale text not null check (locale in ('hu', 'en')),
  -- In every mail; the same for everything that one address follows. All it can do is change and end that.
  token text not null,
  kind text not null check (kind in ('settlement', 'organisation', 'event')),
  settlement_id uuid references settlement on delete cascade,
  organisation_id uuid references organisation on delete cascade,
  event_id uuid references event on delete cascade,
  -- Of a settlement: how far around it, for whom, about what; empty for everything.
  km smallint check (km between 0 and 100),
  audiences text[] not null default '{}',
  themes text[] not null default '{}',
  -- Of a digest: when it comes; weekday from 1 for Monday, of a month the first such.
  rhythm text check (rhythm in ('weekly', 'monthly')),
  weekday smallint check (weekday between 1 and 7),
  -- Of an event: whether a word is wanted the day before.
  remind boolean not null default false,
  state text not null check (state in ('asked', 'confirmed')),
  -- How many letters have asked whether the address wants it.
  asked smallint not null default 0,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  -- Which wording was agreed to.
  wording_version integer,
  -- The day of the last digest or the last reminder, also when there was nothing to send.
  sent_for date,
  -- The day on which the last word was sent that nothing is on.
  quiet_on date,
  check ((person_id is null) <> (email is null)),
  check ((state = 'confirmed') = (confirmed_at is not null)),
  check ((state = 'confirmed') = (wording_version is not null)),
  check ((kind = 'settlement') = (settlement_id is not null)),
  check ((kind = 'settlement') = (km is not null)),
  check ((kind = 'organisation') = (organisation_id is not null)),
  check ((kind = 'event') = (event_id is not null)),
  check ((kind = 'event') = (rhythm is null)),
  check ((rhythm is null) = (weekday is null))
);
create unique index following_email_settlement on following (email, settlement_id);
create unique index following_email_organisation on following (email, organisation_id);
create unique index following_email_event on following (email, event_id);
create unique index following_person_settlement on following (person_id, settlement_id);
create unique index following_person_organisation on following (person_id, organisation_id);
create unique index following_person_event on following (person_id, event_id);
create index following_settlement on following (settlement_id);
create index following_organisation on following (organisation_id);
create index following_event on following (event_id);
create index following_token on following (token);
create index following_due on following (rhythm, weekday, sent_for) where state = 'confirmed';
create index following_asked on following (created_at) where state = 'asked';

-- What has become of an event that somebody follows, until they have been told; kept a while, so that several changes are one mail.
create table followed_change (
  event_id uuid primary key references event on delete cascade,
  -- What stood there before the first of them: `{ field: value }`; null once it was told.
  before jsonb,
  first_at timestamptz not null,
  due_at timestamptz not null,
  told_at timestamptz
);
create index followed_change_due on followed_change (due_at) where before is not null;
