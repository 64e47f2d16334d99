-- People who work in the system, how they sign in, what they may do; what was done; work that waits.

create table person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text unique check (email = lower(email)),
  locale text not null default 'hu' check (locale in ('hu', 'en')),
  created_at timestamptz not null
);

create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_person on session (person_id);

create table sign_in_link (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_link_person on sign_in_link (person_id);

create table activity (
  id uuid primary key,
  at timestamptz not null,
  person_id uuid references person on delete set null,
  verb text not null,
  object_kind text not null,
  object_id uuid not null,
  details jsonb not null default '{}',
  dispatched boolean not null default false
);
create index activity_object on activity (object_id, at);
create index activity_person on activity (person_id);
create index activity_waiting on activity (id) where not dispatched;

create table job (
  id uuid primary key,
  name text not null,
  payload jsonb not null default '{}',
  run_at timestamptz not null,
  attempts integer not null default 0,
  locked_until timestamptz,
  last_error text,
  done_at timestamptz,
  failed_at timestamptz,
  once_key text
);
create index job_waiting on job (run_at) where done_at is null and failed_at is null;
create unique index job_once on job (once_key) where done_at is null and failed_at is null;
