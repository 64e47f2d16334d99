-- What organisations and people have to give, and what they look for.

create table offering (
  id uuid primary key,
  slug text not null unique,
  side text not null check (side in ('offer', 'need')),
  category text not null check (category in
    ('venue', 'equipment', 'people', 'knowledge', 'programme', 'course', 'transport', 'goods', 'other')),
  title text collate hu not null check (length(title) between 1 and 200),
  text text check (length(text) <= 4000),
  -- Whose it is; an expert's own, or somebody's for whom the settlement's caretaker speaks, where it is no organisation's.
  organisation_id uuid references organisation on delete cascade,
  expert_id uuid references expert on delete cascade,
  -- Who entered it.
  person_id uuid references person on delete set null,
  -- Entered for somebody who rang, wrote on paper or came by; what they agreed to, and how they are reached.
  on_behalf boolean not null default false,
  told_how text check (told_how in ('phone', 'paper', 'in_person')),
  told_by text check (length(told_by) <= 200),
  contact_phone text check (length(contact_phone) <= 60),
  contact_email text check (contact_email = lower(contact_email)),
  consent_note text check (length(consent_note) <= 500),
  -- The number printed on the paper sheet.
  sheet text check (length(sheet) <= 20),
  settlement_id uuid not null references settlement,
  -- How far it can be brought, or somebody would go for it; null where nobody has said.
  reach_km smallint check (reach_km between 0 and 500),
  -- First and last day, both included; null: open.
  from_day date,
  until_day date,
  weekdays smallint[] not null default '{}',
  quantity integer check (quantity between 1 and 100000),
  unit text check (length(unit) <= 40),
  conditions text not null check (conditions in ('free', 'cost', 'return', 'agreed')),
  price text check (length(price) <= 300),
  in_return text check (length(in_return) <= 300),
  in_return_categories text[] not null default '{}',
  topics text[] not null default '{}',
  audiences text[] not null default '{}',
  -- Of courses: what is learnt, for whom, how many times how many minutes, how many people at most.
  curriculum text check (length(curriculum) <= 8000),
  level text check (level in ('any', 'beginner', 'intermediate', 'advanced')),
  minutes integer check (minutes between 1 and 100000),
  sessions smallint check (sessions between 1 and 500),
  group_size integer check (group_size between 1 and 100000),
  -- What of the register it is, where it stands there.
  venue_id uuid references venue on delete set null,
  equipment_id uuid references equipment on delete set null,
  service_id uuid references service on delete set null,
  -- Paused: not just now. Answered: somebody has it. Ended: no more.
  state text not null check (state in ('open', 'paused', 'answered', 'ended')),
  -- The last day on which it is shown, unless somebody says that it holds.
  expires_on date not null,
  -- When it was asked whether it still holds.
  asked_at timestamptz,
  closed_at timestamptz,
  -- What a list is searched in, folded.
  folded text not null,
  source text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, external_id),
  check (from_day <= until_day),
  check ((state in ('answered', 'ended')) = (closed_at is not null)),
  check (on_behalf = (told_how is not null))
);
create index offering_open on offering (side, category, created_at) where state = 'open';
create index offering_expires on offering (expires_on) where state = 'open';
create index offering_organisation on offering (organisation_id);
create index offering_expert on offering (expert_id);
create index offering_person on offering (person_id);
create index offering_settlement on offering (settlement_id, state);
create index offering_venue on offering (venue_id);
create index offering_equipment on offering (equipment_id);
create index offering_service on offering (service_id);
create index offering_folded on offering using gin (folded gin_trgm_ops);
