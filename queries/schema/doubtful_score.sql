-- Published scores that there is a stated reason to doubt: one row per score.
create table doubtful_score (
    model_id varchar not null,
    benchmark_id varchar not null,
    score_text varchar not null,
    reporter_id varchar not null,
    source_id varchar not null,
    reason_ko varchar not null,
    reason_en varchar not null,
    primary key (model_id, benchmark_id, score_text, reporter_id, source_id),
    foreign key (model_id) references model (model_id),
    foreign key (benchmark_id) references benchmark (benchmark_id),
    foreign key (reporter_id) references team (team_id),
    foreign key (source_id) references source (source_id)
);
