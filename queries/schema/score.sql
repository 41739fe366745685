-- Published scores: one row per published number.
create table score (
    model_id varchar not null,
    benchmark_id varchar not null,
    mode varchar,
    effort varchar,
    conditions varchar,
    score_text varchar not null,
    score decimal(18, 6) not null,
    unit varchar not null,
    stderr double,
    n_items bigint,
    reporter_id varchar not null,
    quoted_by varchar,
    measured_on varchar,
    source_id varchar not null,
    batch_published_on date,
    foreign key (model_id) references model (model_id),
    foreign key (benchmark_id) references benchmark (benchmark_id),
    foreign key (reporter_id) references team (team_id),
    foreign key (quoted_by) references team (team_id),
    foreign key (source_id) references source (source_id)
);

comment on column score.batch_published_on is
    'publication date of what the batch that states it came from; blank: the files of the checkout';
