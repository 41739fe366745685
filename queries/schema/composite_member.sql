-- Parts of means and indices: one row per part.
create table composite_member (
    composite_id varchar not null,
    member varchar not null,
    benchmark_id varchar,
    weight decimal(18, 6),
    source_id varchar not null,
    primary key (composite_id, member),
    foreign key (composite_id) references benchmark (benchmark_id),
    foreign key (benchmark_id) references benchmark (benchmark_id),
    foreign key (source_id) references source (source_id)
);
