-- For how many days a circle's members may say that its minutes are otherwise: then silence is consent.
alter table circle add column silence_days smallint not null default 8 check (silence_days between 3 and 30);

-- Who holds an event where that is no organisation of the register: a circle whose members sit there in their own name.
alter table event add column organiser_name text check (length(organiser_name) between 1 and 300);
