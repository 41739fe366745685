-- Other names of benchmarks: one row per name.
create table benchmark_alias (
    alias varchar not null,
    benchmark_id varchar not null,
    primary key (alias, benchmark_id),
    foreign key (benchmark_id) references benchmark (benchmark_id)
);
