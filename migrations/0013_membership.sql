-- Who works where comes about by invitation or by asking; acting in the name of somebody who uses no computer.

create table invitation (
  id uuid primary key,
  email text not null check (email = lower(email)),
  name text not null check (length(name) between 1 and 200),
  -- To which role; or else takes_over says whose.
  kind text check (kind in ('administrator', 'owner', 'editor', 'member', 'caretaker', 'coordinator')),
  organisation_id uuid references organisation on delete cascade,
  settlement_id uuid references settlement on delete cascade,
  county text,
  -- The person who takes over an account that somebody kept for them until now.
  takes_over uuid references person on delete cascade,
  invited_by uuid references person on delete set null,
  link_id uuid references capability_link on delete set null,
  created_at timestamptz not null,
  accepted_at timestamptz,
  closed_at timestamptz,
  check ((kind is null) = (takes_over is not null))
);
create index invitation_organisation on invitation (organisation_id);
create index invitation_settlement on invitation (settlement_id);
create index invitation_takes_over on invitation (takes_over);
create index invitation_invited_by on invitation (invited_by);
create index invitation_link on invitation (link_id);

create table join_request (
  id uuid primary key,
  organisation_id uuid not null references organisation on delete cascade,
  -- Null until somebody without an account has been let in.
  person_id uuid references person on delete cascade,
  name text not null check (length(name) between 1 and 200),
  email text check (email = lower(email)),
  locale text not null check (locale in ('hu', 'en')),
  message text check (length(message) <= 2000),
  created_at timestamptz not null,
  -- When the address was shown to be theirs; only then do others hear of it.
  confirmed_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references person on delete set null,
  granted text check (granted in ('owner', 'editor', 'member'))
);
create index join_request_organisation on join_request (organisation_id);
create index join_request_person on join_request (person_id);
create index join_request_decided_by on join_request (decided_by);

create table representation (
  id uuid primary key,
  represented_id uuid not null references person on delete cascade,
  representative_id uuid not null references person on delete cascade,
  -- How the represented person agreed, when, and to which wording.
  consent_how text not null check (consent_how in ('spoken', 'paper')),
  consent_on date not null,
  consent_text text not null,
  note text check (length(note) <= 2000),
  started_at timestamptz not null,
  ended_at timestamptz,
  check (represented_id <> representative_id)
);
create unique index representation_current on representation (represented_id, representative_id) where ended_at is null;
create index representation_representative on representation (representative_id);

alter table session add column on_behalf_of uuid references person on delete set null;
create index session_on_behalf_of on session (on_behalf_of);
alter table activity add column on_behalf_of uuid references person on delete set null;
create index activity_on_behalf_of on activity (on_behalf_of);
