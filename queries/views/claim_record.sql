-- Which published figures does a claim rest on?
-- One row per figure that a claim's inputs name by key; a blank value where the record holds none.
create view claim_record as
with score_of as (
    select
        model_id, benchmark_id, source_id,
        case when min(score) = max(score) then min(score_text) end as one_text
    from measurement
    group by all
)

select
    claim_input.claim_id, claim_input.role, claim_input.record, claim_input.model_id, claim_input.benchmark_id,
    claim_input.field, claim_input.round, claim_input.criterion, claim_input.team_id, claim_input.factor,
    claim_input.source_id,
    case claim_input.record
        when 'fact' then claim_input.item || '/' || plain_number(model_fact.value)
        else claim_input.item
    end as item,
    case claim_input.record
        when 'score' then score_of.one_text
        when 'mark' then plain_number(round_result.value)
        else plain_number(model_fact.value)
    end as value_text,
    cast(value_text as decimal(18, 6)) as value,
    case when claim_input.record = 'score'
        then cast(0.5 / power(10, length(split_part(value_text, '.', 2))) as decimal(18, 6))
        else 0
    end as half_width
from claim_input
left join score_of
    on claim_input.record = 'score' and score_of.model_id = claim_input.model_id
    and score_of.benchmark_id = claim_input.benchmark_id and score_of.source_id = claim_input.source_id
left join round_result
    on claim_input.record = 'mark' and round_result.kind = 'score' and round_result.round = claim_input.round
    and round_result.criterion = claim_input.criterion and round_result.team_id = claim_input.team_id
    and round_result.source_id = claim_input.source_id
left join model_fact
    on claim_input.record = 'fact' and model_fact.model_id = claim_input.model_id
    and model_fact.field = claim_input.field and model_fact.source_id = claim_input.source_id;

comment on view claim_record is 'The records that each claim is judged on';
comment on column claim_record.claim_id is 'key of the claim';
comment on column claim_record.role is 'figure: what the claim is about; base: what it is compared with';
comment on column claim_record.record is 'score, mark or fact';
comment on column claim_record.model_id is 'key of the model';
comment on column claim_record.benchmark_id is 'key of the benchmark';
comment on column claim_record.field is 'field of the model';
comment on column claim_record.round is 'round of the mark';
comment on column claim_record.criterion is 'criterion of the mark';
comment on column claim_record.team_id is 'team of the mark';
comment on column claim_record.factor is 'the figure counts times this';
comment on column claim_record.source_id is 'source of the figure';
comment on column claim_record.item is 'figures of one item are added up; figure and base of one item are compared';
comment on column claim_record.value_text is 'the figure as published; blank where the record holds none, or several';
comment on column claim_record.value is 'the figure';
comment on column claim_record.half_width is 'half a unit of the last published decimal; 0 for official marks and stated sizes';
