-- Changes of a team's place in the programme: one row per change.
create table team_status (
    team_id varchar not null,
    round varchar not null,
    status varchar not null,
    on_date date not null,
    reason_ko varchar,
    reason_en varchar,
    source_id varchar not null,
    primary key (team_id, round),
    foreign key (team_id) references team (team_id),
    foreign key (source_id) references source (source_id)
);
