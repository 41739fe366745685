-- Records on which a claim is judged: one row per record.
create table claim_input (
    claim_id varchar not null,
    role varchar not null,
    item varchar not null,
    record varchar not null,
    model_id varchar,
    benchmark_id varchar,
    field varchar,
    round varchar,
    criterion varchar,
    team_id varchar,
    country varchar,
    factor decimal(18, 6) not null,
    source_id varchar,
    foreign key (claim_id) references claim (claim_id),
    foreign key (model_id) references model (model_id),
    foreign key (benchmark_id) references benchmark (benchmark_id),
    foreign key (team_id) references team (team_id),
    foreign key (source_id) references source (source_id),
    check (case
        when role = 'holder' then coalesce(country, team_id, model_id) is not null
        when role = 'left_out' then coalesce(criterion, benchmark_id) is not null
        when role = 'pool' then model_id is not null and source_id is not null
        when record = 'score' then benchmark_id is not null and (model_id is not null or role = 'among')
        when record = 'mark'
            then round is not null and ((criterion is not null and team_id is not null) or role = 'among')
        else field is not null and (model_id is not null or role = 'among')
    end)
);
