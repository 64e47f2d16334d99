-- Consents with their wording, a person's copy of their data, the ledger of erased people, accounts that nobody uses.

create table consent (
  id uuid primary key,
  -- Somebody without an account is known by their address until they have one.
  person_id uuid references person on delete cascade,
  email text check (email = lower(email)),
  purpose text not null,
  wording_version integer not null check (wording_version > 0),
  wording text not null,
  how text not null check (how in ('online', 'spoken', 'paper')),
  given_at timestamptz not null,
  recorded_by uuid references person on delete set null,
  withdrawn_at timestamptz,
  check (person_id is not null or email is not null)
);
create index consent_person on consent (person_id);
create index consent_email on consent (email) where person_id is null;
create index consent_recorded_by on consent (recorded_by);

-- The consent to be acted for is one of these; its id is that of the representation that it was written with.
insert into consent (id, person_id, purpose, wording_version, wording, how, given_at, recorded_by, withdrawn_at)
select id, represented_id, 'representation', 1, consent_text, consent_how,
       consent_on::timestamp at time zone 'Europe/Budapest', representative_id, ended_at
from representation;
alter table representation add column consent_id uuid references consent on delete cascade;
update representation set consent_id = id;
alter table representation
  alter column consent_id set not null,
  drop column consent_how,
  drop column consent_on,
  drop column consent_text;
create index representation_consent on representation (consent_id);

create table data_export (
  id uuid primary key,
  person_id uuid not null unique references person on delete cascade,
  locale text not null check (locale in ('hu', 'en')),
  asked_at timestamptz not null,
  -- How many of the tables have been looked through.
  tables_done integer not null default 0,
  tables_total integer not null,
  zip bytea,
  ready_at timestamptz,
  downloaded_at timestamptz
);

-- Who was erased, and nothing else of them: read again after a backup was put back.
create table erased_person (
  person_id uuid primary key,
  erased_at timestamptz not null
);

-- When somebody who has not been here for two years was told that the account will be erased.
alter table person add column unused_notice_at timestamptz;
