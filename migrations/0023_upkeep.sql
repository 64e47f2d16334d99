-- What is known to be true still: when a record was last confirmed, whom we asked whether it is, and what came of it.

-- The last confirmation of each record; those before it stand in its history.
create table record_confirmation (
  -- As activities call it: organisation, venue, service.
  kind text not null,
  record_id uuid not null,
  confirmed_at timestamptz not null,
  -- By whom, where they have an account, and in the name of which organisation.
  confirmed_by uuid references person on delete set null,
  organisation_id uuid references organisation on delete set null,
  how text not null check (how in ('form', 'mail', 'paper', 'import')),
  primary key (kind, record_id)
);
create index record_confirmation_person on record_confirmation (confirmed_by);
create index record_confirmation_organisation on record_confirmation (organisation_id);

-- «Is it still correct?», asked of an organisation about all its records; once more after a month without an answer.
create table upkeep_question (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  asked_at timestamptz not null,
  asked_again_at timestamptz,
  outcome text check (outcome in ('confirmed', 'corrected', 'gone', 'silence')),
  -- What was written to «we are not here any more».
  note text check (length(note) <= 2000),
  closed_at timestamptz,
  check ((outcome is null) = (closed_at is null))
);
create unique index upkeep_question_open on upkeep_question (organisation_id) where closed_at is null;
create index upkeep_question_latest on upkeep_question (organisation_id, asked_at desc);

-- Where a question went, so that no address gets more than one a month; and the links in it, which end with the answer.
create table upkeep_letter (
  id uuid primary key,
  question_id uuid not null references upkeep_question on delete cascade,
  round smallint not null check (round in (1, 2)),
  email text not null check (email = lower(email)),
  person_id uuid references person on delete cascade,
  mail_id uuid references mail on delete set null,
  links uuid[] not null,
  sent_at timestamptz not null,
  unique (question_id, round)
);
create index upkeep_letter_email on upkeep_letter (email, sent_at);
create index upkeep_letter_person on upkeep_letter (person_id);
create index upkeep_letter_mail on upkeep_letter (mail_id);

-- Addresses without an account that want no such letters.
create table upkeep_refusal (
  email text primary key check (email = lower(email)),
  refused_at timestamptz not null
);

-- What a caretaker has put off.
create table upkeep_aside (
  kind text not null,
  record_id uuid not null,
  until timestamptz not null,
  person_id uuid references person on delete set null,
  primary key (kind, record_id)
);
create index upkeep_aside_person on upkeep_aside (person_id);
