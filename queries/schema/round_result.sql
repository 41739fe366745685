-- Official marks: one row per published mark.
create table round_result (
    round varchar not null,
    criterion varchar not null,
    out_of decimal(18, 6) not null,
    kind varchar not null,
    team_id varchar,
    value decimal(18, 6) not null,
    source_id varchar not null,
    foreign key (team_id) references team (team_id),
    foreign key (source_id) references source (source_id),
    check (value between 0 and out_of),
    check ((team_id is null) = (kind in ('mean', 'gap')))
);
