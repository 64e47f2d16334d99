-- Getting acquainted: whom we visited, rang or had as guests, what we heard, and what comes next. Never public.

create table acquaintance_visit (
  id uuid primary key,
  day date not null,
  kind text not null check (kind in ('visit', 'interview', 'phone', 'they_came')),
  organisation_id uuid references organisation on delete cascade,
  settlement_id uuid references settlement,
  -- A person or a place that is no organisation of the register, in words.
  subject text check (length(subject) between 1 and 200),
  check (organisation_id is not null or subject is not null),
  -- Whose people went; null where somebody went in their own name.
  sender_id uuid references organisation on delete set null,
  -- Who wrote it down.
  person_id uuid references person on delete set null,
  -- Who was there from them.
  met text check (length(met) <= 500),
  aims text check (length(aims) <= 5000),
  strengths text check (length(strengths) <= 5000),
  difficulties text check (length(difficulties) <= 5000),
  gives text check (length(gives) <= 5000),
  needs text check (length(needs) <= 5000),
  note text check (length(note) <= 5000),
  level text not null check (level in ('lead', 'circle')),
  step text check (length(step) between 1 and 300),
  step_day date,
  step_person_id uuid references person on delete set null,
  step_done_at timestamptz,
  check ((step is null) = (step_day is null)),
  check (step_done_at is null or step is not null),
  -- The day of which the reminder has gone out, so that each goes out once.
  reminded_of date,
  source text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index acquaintance_visit_organisation on acquaintance_visit (organisation_id, day desc);
create index acquaintance_visit_settlement on acquaintance_visit (settlement_id);
create index acquaintance_visit_sender on acquaintance_visit (sender_id);
create index acquaintance_visit_person on acquaintance_visit (person_id);
create index acquaintance_visit_step_person on acquaintance_visit (step_person_id);
create index acquaintance_visit_open_step on acquaintance_visit (step_day) where step is not null and step_done_at is null;

-- Who of us went.
create table acquaintance_visitor (
  visit_id uuid not null references acquaintance_visit on delete cascade,
  person_id uuid not null references person on delete cascade,
  primary key (visit_id, person_id)
);
create index acquaintance_visitor_person on acquaintance_visitor (person_id);
