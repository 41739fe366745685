-- Why there is no score: one row per model and benchmark.
create table missing_reason (
    model_id varchar not null,
    benchmark_id varchar not null,
    reason varchar not null,
    source_id varchar not null,
    primary key (model_id, benchmark_id),
    foreign key (model_id) references model (model_id),
    foreign key (benchmark_id) references benchmark (benchmark_id),
    foreign key (source_id) references source (source_id)
);
