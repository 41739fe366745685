-- Events of the programme: one row per event.
create table event (
    event_id varchar not null,
    on_date date,
    kind varchar not null,
    team_id varchar,
    text_ko varchar not null,
    text_en varchar not null,
    source_id varchar not null,
    primary key (event_id),
    foreign key (team_id) references team (team_id),
    foreign key (source_id) references source (source_id),
    check (on_date is not null or kind = 'plan')
);
