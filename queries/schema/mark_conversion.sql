-- Official marks that are converted from a benchmark: one row per round and criterion.
create table mark_conversion (
    round varchar not null,
    criterion varchar not null,
    benchmark_id varchar not null,
    factor decimal(18, 6) not null,
    source_id varchar not null,
    primary key (round, criterion),
    foreign key (benchmark_id) references benchmark (benchmark_id),
    foreign key (source_id) references source (source_id)
);
