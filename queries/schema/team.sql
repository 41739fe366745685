-- Organisations that make or evaluate models: one row per organisation.
create table team (
    team_id varchar not null,
    name_ko varchar not null,
    name_en varchar not null,
    role varchar not null,
    country varchar not null,
    colour varchar not null,
    primary key (team_id)
);
