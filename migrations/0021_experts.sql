-- Experts: who knows what and where they go, shown with their consent only; and what people write to them through the house.

create table expert (
  id uuid primary key,
  slug text not null unique,
  -- Whose entry it is; null as long as somebody who was entered by others has not answered the mail that asks them.
  person_id uuid unique references person on delete cascade,
  -- Where they are asked; null once they have agreed: then they have an account.
  email text check (email = lower(email)),
  -- Whether they keep the entry themselves; if not, who entered it does, and the caretakers of the settlement.
  own boolean not null,
  kept_by uuid references person on delete set null,
  -- How those who keep it reach somebody without an address.
  reached_by text,
  -- Without one that holds, nobody sees the entry but those who keep it.
  consent_id uuid references consent on delete set null,
  asked_at timestamptz,
  visibility text not null check (visibility in ('public', 'colleagues', 'hidden')),
  name text collate hu not null check (length(name) between 1 and 200),
  headline text,
  fields text[] not null,
  skills text[] not null default '{}',
  languages text[] not null default '{hu}',
  standing text not null check (standing in ('active', 'retired', 'student')),
  offers text[] not null,
  settlement_id uuid not null references settlement,
  -- How far they go: so many kilometres as the crow flies, the county, or the country; and whether they can be met on a screen.
  reach text not null check (reach in ('distance', 'county', 'country')),
  reach_km smallint check (reach_km between 0 and 500),
  online boolean not null default false,
  conditions text not null check (conditions in ('free', 'travel', 'fee', 'agreed')),
  condition_note text,
  introduction text,
  links text[] not null default '{}',
  -- What a list is searched in, folded.
  folded text not null,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check (person_id is not null or email is not null),
  check ((reach = 'distance') = (reach_km is not null))
);
create index expert_name on expert (name, id);
create index expert_settlement on expert (settlement_id);
create index expert_consent on expert (consent_id);
create index expert_kept_by on expert (kept_by);
create index expert_fields on expert using gin (fields);
create index expert_folded on expert using gin (folded gin_trgm_ops);

create table expert_organisation (
  expert_id uuid not null references expert on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  primary key (expert_id, organisation_id)
);
create index expert_organisation_organisation on expert_organisation (organisation_id);

-- What somebody wrote to an expert, whose address they do not learn.
create table expert_inquiry (
  id uuid primary key,
  expert_id uuid not null references expert on delete cascade,
  -- Who wrote it: somebody with an account, or an address that has to be confirmed first.
  person_id uuid references person on delete cascade,
  email text check (email = lower(email)),
  name text not null,
  locale text not null check (locale in ('hu', 'en')),
  body text not null,
  -- Whether the expert may see the writer's address.
  shares_address boolean not null,
  state text not null check (state in ('unconfirmed', 'sent', 'answered', 'declined')),
  answer text,
  created_at timestamptz not null,
  sent_at timestamptz,
  closed_at timestamptz,
  check ((person_id is null) <> (email is null))
);
create index expert_inquiry_expert on expert_inquiry (expert_id);
create index expert_inquiry_person on expert_inquiry (person_id);

-- From whom an expert takes no more messages.
create table expert_block (
  id uuid primary key,
  expert_id uuid not null references expert on delete cascade,
  person_id uuid references person on delete cascade,
  email text check (email = lower(email)),
  created_at timestamptz not null,
  check (person_id is not null or email is not null)
);
create index expert_block_expert on expert_block (expert_id);
create index expert_block_person on expert_block (person_id);
